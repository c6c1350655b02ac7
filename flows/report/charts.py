"""Number lines drawn to scale, as SVG that takes its colours from the page around it."""

import re
from dataclasses import replace
from html import escape

from flows.report.chart_layout import Layout
from flows.wording import harmless
from schemas.bars import NumberLine, described

# The library gives the parts of a picture roles that ask for names of their own.
_ROLES = re.compile(r' role="graphics-[a-z]+" aria-roledescription="[a-z ]+"')

# Named, so that pictures stay the same when the library brings a newer one.
VEGA_LITE = "6.4"


def svg(line: NumberLine, title: str) -> str:
    """Return a number line as an SVG element; `title` says in words what it shows."""
    # They take a second to import.
    import vl_convert
    from altair.utils.schemapi import debug_mode

    from flows.report.chart_layers import chart

    # What cannot be part of XML would end the whole process.
    line = replace(line, unit=harmless(line.unit))
    # Its checks of every value take longer than the drawing.
    with debug_mode(False):
        drawn = chart(Layout(line)).to_dict(validate=False)
    return _accessible(
        vl_convert.vegalite_to_svg(drawn, vl_version=VEGA_LITE), f"{title}. {described(line)}"
    )


def _accessible(drawn: str, words: str) -> str:
    """Return an SVG that fills its place up to a readable size, and says what it shows."""
    told = escape(harmless(words))
    drawn = _ROLES.sub("", drawn)
    box = drawn[drawn.index("viewBox=") : drawn.index(">")]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="number-line" role="img" {box} '
        f'width="100%" style="max-width:30rem" aria-label="{told}"><title>{told}</title>'
        f"{drawn[drawn.index('>') + 1 :]}"
    )
