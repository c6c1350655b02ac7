"""Where in a printed text reading stopped."""

from schemas.grammar import PATTERN
from schemas.normal_text import normalise
from schemas.readings import LONGEST
from schemas.unread_text import first_unknown


def column_of(printed: str) -> int:
    """Return the column, from 1, of what was not understood; 1 for a text that is so as a whole."""
    if len(printed) > LONGEST:
        return LONGEST + 1
    text = normalise(printed)
    if PATTERN.fullmatch(text):
        return 1
    offset = first_unknown(text)
    if offset is None:
        offset = _understood(text)
    return _column(printed, text, offset)


def _understood(text: str) -> int:
    """Return the length of the longest beginning of a text that is a figure, with its space."""
    fitting = (end for end in range(len(text), 0, -1) if PATTERN.fullmatch(text[:end].rstrip()))
    end = next(fitting, len(text))
    return end + (text[end : end + 1] == " ")


def _column(printed: str, text: str, offset: int) -> int:
    """Return the column of a printed text that stands at an offset of its normal form."""
    for column in range(1, len(printed) + 1):
        # The stop keeps the spaces and points at the end of a beginning.
        before = normalise(f"{printed[:column]}\0")[:-1]
        if len(before) > offset and text.startswith(before[: offset + 1]):
            return column
    return len(printed) + 1
