"""Pages read back: their elements, links and texts."""

from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.report.writing import write_report

# What does not stand apart from the text around it.
INLINE = {"a", "cite", "code", "q", "span", "strong", "time"}


class Page(HTMLParser):
    """A report as its elements, in order, with their attributes, and its text."""

    def __init__(self, html):
        super().__init__()
        self.html, self.elements, self.words = html, [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.words.append("" if tag in INLINE else " ")

    def handle_data(self, data):
        if not self.elements or self.elements[-1][0] != "style":
            self.words.append(data)

    @property
    def text(self):
        """What a reader sees, with single spaces."""
        return " ".join("".join(self.words).split())

    def all(self, attribute, tag=None):
        """Return every value of an attribute, in order."""
        found = (attrs for name, attrs in self.elements if tag in (None, name))
        return [attrs[attribute] for attrs in found if attribute in attrs]

    def part(self, name):
        """Return the text of one part of the report."""
        html = self.html.split(f'id="{name}">', 1)[1].split("</section>")[0]
        return Page(html).text


def report(warehouse, run="latest"):
    """Return the report of a run, written and read back."""
    with TemporaryDirectory() as folder:
        file = write_report(warehouse, run, Path(folder) / "report.html")
        return Page(file.read_text(encoding="utf-8"))
