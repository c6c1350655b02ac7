"""The columns of a figure as they are asked for: what may stand there, and what is known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from schemas.codes import Codes
from schemas.faults import Fault, did_you_mean
from schemas.periods import parse
from schemas.places import with_line
from schemas.printed_figures import REQUIRED_COLUMNS, PrintedFigure
from schemas.terms import PRINTED_STATUSES, Measure
from schemas.wholes import read_whole

# In the order in which they are asked for; the printed text and the id come after them.
ASKED = ("source_id", "park", "indicator", "segment", "measure", "of", "period", "status")
_BASED = (Measure.GROWTH, Measure.CHANGE)


@dataclass(frozen=True)
class Fields:
    """What the columns of a new figure may hold in a package with these codes and figures."""

    codes: Codes
    printed: Sequence[PrintedFigure] = ()

    def known(self, column: str) -> list[str]:
        """Return the words that are known for a column: its list's, else those used before."""
        listed: Mapping[str, Iterable[str]] = {
            "source_id": self.codes.sources,
            "park": self.codes.parks,
            "indicator": self.codes.indicators,
            "segment": self.codes.segments,
            "measure": [measure.value for measure in Measure],
            "status": [status.value for status in PRINTED_STATUSES],
        }
        used = (getattr(row, column) for row in self.printed)
        return sorted(set(listed.get(column) or filter(None, used)))

    def refuse(self, column: str, text: str, given: Mapping[str, str]) -> None:
        """Raise Fault for a text that the column may not hold, beside what else is given."""
        if column in REQUIRED_COLUMNS and not text:
            raise Fault(column, text, f"some text: {column} may not be empty")
        if column == "figure_id":
            self._refuse_taken(text)
        elif column in ("source_id", "park", "indicator", "segment"):
            getattr(self.codes, column.removesuffix("_id"))(text)
        elif column in ("measure", "status") and text not in self.known(column):
            known = self.known(column)
            raise Fault(column, text, f"one of {', '.join(known)}{did_you_mean(text, known)}")
        elif column == "period":
            _refuse_period(column, text)
        elif column == "of" and text:
            self._refuse_of(text, given)

    def _refuse_of(self, text: str, given: Mapping[str, str]) -> None:
        if given.get("measure") == Measure.SHARE:
            read_whole(text, given.get("park", ""), given.get("indicator", ""), self.codes)
        elif given.get("measure") in _BASED:
            _refuse_period("of", text)

    def _refuse_taken(self, figure_id: str) -> None:
        for row in self.printed:
            if row.figure_id == figure_id:
                expected = (
                    f"a figure_id not yet used; {with_line(row.place('figure_id'))} has this one"
                )
                raise Fault("figure_id", figure_id, expected)

    def free_id(self, source_id: str) -> str:
        """Return an id that no figure has yet: the source's, with the number of its next one."""
        taken = {row.figure_id for row in self.printed}
        number = 1 + sum(row.source_id == source_id for row in self.printed)
        while (free := f"{source_id}-{number:02}") in taken:
            number += 1
        return free


def _refuse_period(column: str, text: str) -> None:
    try:
        parse(text)
    except ValueError as error:
        raise Fault(column, text, str(error)) from None
