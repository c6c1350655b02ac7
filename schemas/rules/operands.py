"""What an operand of a rule asks for: the figure's codes, and how its suffixes turn them."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.amounts import is_currency
from schemas.faults import did_you_mean
from schemas.rules.expressions import Mention
from schemas.rules.texts import Misread

SUFFIXES = ("last_year", "full_year", "share")
# Names that columns of relations begin with for other reasons, or that messages read.
_TAKEN = ("expected", "observed", "needed", "rate", "longer", "share", "shares", "growth", "rest")
_NO_FIELD = str.maketrans(".[]{}!:", "_______")


@dataclass(frozen=True, slots=True)
class Operand:
    """The level, or with `share` the share, of codes in which `$` names may stand.

    `last_year` and `full_year` turn the period of the relation into another; `currency` asks for
    the amount printed in that one.
    """

    indicator: str
    segment: str = ""
    park: str = ""
    last_year: bool = False
    full_year: bool = False
    share: bool = False
    currency: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether its period is the relation's own."""
        return not (self.last_year or self.full_year)

    def __str__(self) -> str:
        words = [
            f"share of {self.indicator}" if self.share else self.indicator,
            f"of {self.segment}" if self.segment else "",
            f"at {self.park}" if self.park else "",
            f"in {self.currency}" if self.currency else "",
            "last year" if self.last_year else "",
            "full year" if self.full_year else "",
        ]
        return " ".join(filter(None, words))


def operand(mention: Mention) -> Operand:
    """Return what an operand as written asks for; raises Misread."""
    asked: dict[str, int] = {}
    for name, offset in mention.suffixes:
        kind = name if name in SUFFIXES else "currency" if is_currency(name) else ""
        if not kind:
            known = f"one of {', '.join(SUFFIXES)}, or a currency code such as USD"
            raise Misread(offset, repr(name), known + did_you_mean(name, SUFFIXES))
        if kind in asked or {kind, *asked} >= {"share", "currency"}:
            raise Misread(offset, repr(name), "each suffix once, and no currency of a share")
        asked[kind] = offset
    currency = next((name for name, _ in mention.suffixes if name not in SUFFIXES), "")
    return Operand(
        mention.indicator,
        mention.segment,
        mention.park,
        "last_year" in asked,
        "full_year" in asked,
        "share" in asked,
        currency,
    )


def role_names(operands: Sequence[Operand]) -> list[str]:
    """Return a name for each operand that columns and messages can bear."""
    taken: set[str] = {column for name in _TAKEN for column in _columns(name)}
    names = []
    for one in operands:
        words = str(one).translate(_NO_FIELD)
        # A name of digits only would be the number of a place in a message.
        name = f"figure {words}" if words.isdigit() else words
        while not taken.isdisjoint(_columns(name)):
            name += " *"
        taken |= _columns(name)
        names.append(name)
    return names


def _columns(role: str) -> set[str]:
    # DuckDB takes columns that differ in case for one; each role has low and widest_low.
    return {role.casefold() + ending for ending in ("_low", "_widest_low")}
