"""What a run's codes are called, for people."""

from collections.abc import Iterable, Mapping, Sequence

from flows.report.wanted import Wanted
from schemas.quality_log import Row


class Names:
    """The titles of parks, indicators and segments; a code without a title is its own."""

    def __init__(self, titles: Iterable[Row]) -> None:
        self._titles: Mapping[tuple[str, str], str] = {
            (row["kind"], row["code"]): row["title"] for row in titles if row["title"]
        }

    def park(self, code: str) -> str:
        """Return a park's title."""
        return self._title("park", code)

    def subject(self, row: Row) -> str:
        """Return what a row is about: its indicator, and its segment where it has one."""
        names = [self._title(kind, row[kind]) for kind in ("indicator", "segment") if row[kind]]
        return ", ".join(names)

    def figure(self, row: Row) -> str:
        """Return what a figure says of its subject: 'growth of total income', or a level's name."""
        return self._measured(row["measure"], self.subject(row))

    def wanted(self, figures: Iterable[Wanted]) -> str:
        """Return what figures that were not printed would have said, by measure and indicator."""
        segments: dict[tuple[str, str], list[str]] = {}
        for one in figures:
            about = one.role or self._measured(one.measure, self._title("indicator", one.indicator))
            segments.setdefault((about, one.indicator), []).append(one.segment)
        return "; ".join(self._of_segments(about, of) for (about, _), of in segments.items())

    def _of_segments(self, about: str, segments: Sequence[str]) -> str:
        if segments == [""]:
            return about
        names = [self._title("segment", one) if one else "the whole" for one in segments]
        return f"{about} ({', '.join(names)})"

    def _measured(self, measure: str, subject: str) -> str:
        return subject if measure == "level" else f"{measure} of {subject}"

    def coordinates(self, row: Row, with_park: bool = True) -> str:
        """Return where a row stands: its park, what it is about, and its period."""
        return " · ".join(filter(None, (self.about(row, with_park), row["period"])))

    def about(self, row: Row, with_park: bool = True) -> str:
        """Return what a row is about, with its park."""
        park = self.park(row["park"]) if with_park and row["park"] else ""
        return " · ".join(filter(None, (park, self.subject(row))))

    def _title(self, kind: str, code: str) -> str:
        return self._titles.get((kind, code), code)
