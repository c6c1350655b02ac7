"""The figures that a network ties together, by number and by name."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.alike import Domains


@dataclass(frozen=True, eq=False)
class Variables:
    """The figures that relations speak of, by number: those printed, then those nobody printed.

    Both are in the order of their names; nothing is known of what nobody printed.
    """

    printed: Sequence[str]
    unprinted: Sequence[str]
    usual: Domains
    widest: Domains

    def __len__(self) -> int:
        return len(self.printed) + len(self.unprinted)

    def name(self, number: int) -> str:
        """Return what a figure is called."""
        beyond = number - len(self.printed)
        return self.printed[number] if beyond < 0 else self.unprinted[beyond]

    def number(self, name: str) -> int | None:
        """Return the number of a figure; None where there is none of this name."""
        first = 0
        for names in (self.printed, self.unprinted):
            place = bisect_left(names, name)
            if place < len(names) and names[place] == name:
                return first + place
            first += len(names)
        return None
