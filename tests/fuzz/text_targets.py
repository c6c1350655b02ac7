"""What must hold for any text that figures and rules are read from."""

from collections.abc import Callable
from typing import TypeVar

from schemas.amounts import read_amount
from schemas.faults import Fault
from schemas.period_text import written
from schemas.periods import parse
from schemas.readings import LONGEST, Unreadable, read
from schemas.rules import grammar
from schemas.rules.expressions import Mention, leaves
from schemas.rules.texts import Misread
from schemas.terms import Measure
from tests.fuzz.seeds import WORDS as WORDS_OF

# Numbers as often as words: there are many of these.
WORDS = (*WORDS_OF["readings"], *("1", "420", "1,234", "0.50", "30", "100") * 60)

Value = TypeVar("Value")
Error = TypeVar("Error", bound=Exception)


def _outcome(fault: type[Error], read_one: Callable[..., Value], *given: object) -> Value | Error:
    """Return what a function returns, or the fault it raises."""
    try:
        return read_one(*given)
    except fault as raised:
        return raised


def readings(data: bytes) -> None:
    """A text is read or unreadable; its intervals are nested, and spaces around it are nothing."""
    text = data.decode("utf-8", "ignore")
    reading = _outcome(Unreadable, read, text)
    spaced = _outcome(Unreadable, read, f" {text}\t") if len(text) + 2 <= LONGEST else reading
    if isinstance(reading, Unreadable):
        assert reading.expected
        assert isinstance(spaced, Unreadable)
        return
    usual, widest = reading.usual, reading.widest
    assert widest.low <= usual.low <= usual.high <= widest.high
    assert reading.digit > 0
    assert spaced == reading
    for measure in Measure:
        amount = _outcome(Fault, read_amount, text, measure, "CNY", "CNY")
        if isinstance(amount, Fault):
            assert amount.column == "printed"
        else:
            assert amount.widest_low <= amount.usual_low <= amount.usual_high <= amount.widest_high


def phrases(data: bytes) -> None:
    """What holds for any text holds for one made of the words that readings know."""
    words = [WORDS[int.from_bytes(data[at : at + 2]) % len(WORDS)] for at in range(1, len(data), 2)]
    readings((" " if data[:1] < b"\x80" else "").join(words[:12]).encode())


def periods(data: bytes) -> None:
    """A period is the same when it is written and read again, and has a year before it."""
    period = _outcome(ValueError, parse, data.decode("utf-8", "ignore"))
    if isinstance(period, ValueError):
        assert "a period such as" in str(period)
        return
    assert parse(written(period.start, period.end)) == period
    assert period.contains(period)
    assert period.months() > 0
    earlier = period.a_year_earlier()
    assert earlier.start <= earlier.end < period.end


def rules(data: bytes) -> None:
    """A rule's text is a claim about parts of it, or a mistake within it."""
    text = data.decode("utf-8", "ignore")
    claim = _outcome(Misread, grammar.parse, text)
    if isinstance(claim, Misread):
        assert 0 <= claim.offset <= len(text)
        return
    parts = [leaf for side in claim.sides for leaf in leaves(side)]
    assert len(parts) <= grammar.MOST_SIGNS + 3
    for part in parts:
        if isinstance(part, Mention):
            assert 0 <= part.start < part.end <= len(text)
            assert part.indicator.strip()
