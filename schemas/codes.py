"""The code lists of a data package; empty text means that a list says nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from schemas.faults import Fault, did_you_mean


@dataclass(frozen=True, slots=True)
class Park:
    """A park; `currency` is the ISO code of a sum printed there without one."""

    park: str
    title: str = ""
    parent: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a figure counts.

    `low` and `high` bound a plausible level, in base units, `growth_low` and `growth_high` the
    growth of a year, as a fraction of one.
    """

    indicator: str
    title: str = ""
    unit: str = "count"
    kind: str = ""
    low: float | None = None
    high: float | None = None
    cadence_months: int | None = None
    lag_days: int | None = None
    growth_low: float | None = None
    growth_high: float | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a park's total; without a parent, of the whole."""

    segment: str
    title: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """One part of a family: the parts add up to the whole; an empty whole is the park's total."""

    family: str
    dimension: str
    whole: str
    part: str


@dataclass(frozen=True, slots=True)
class Source:
    """The publication a figure was printed in; `weight` is its reliability."""

    source_id: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published_on: date | None = None
    language: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Rate:
    """How many units of `quote` one unit of `base` cost on a day."""

    day: date
    base: str
    quote: str
    rate: float


@dataclass(frozen=True, slots=True)
class Codes:
    """The code lists by code; with an empty list every code is accepted, with defaults."""

    parks: Mapping[str, Park] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    segments: Mapping[str, Segment] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    families: tuple[Family, ...] = ()

    def park(self, code: str, column: str = "park") -> Park:
        """Return a park; an unlisted one raises Fault."""
        return self.parks.get(code) or Park(_unlisted("park", code, self.parks, column))

    def indicator(self, code: str, column: str = "indicator") -> Indicator:
        """Return an indicator; an unlisted one raises Fault."""
        return self.indicators.get(code) or Indicator(
            _unlisted("indicator", code, self.indicators, column)
        )

    def segment(self, code: str, column: str = "segment") -> Segment:
        """Return a segment, where "" is the whole of a park; an unlisted one raises Fault."""
        if not code:
            return Segment("")
        return self.segments.get(code) or Segment(_unlisted("segment", code, self.segments, column))

    def source(self, code: str, column: str = "source_id") -> Source:
        """Return a source; an unlisted one raises Fault."""
        return self.sources.get(code) or Source(_unlisted("source", code, self.sources, column))


def _unlisted(kind: str, code: str, known: Mapping[str, object], column: str) -> str:
    if known:
        raise Fault(column, code, _expected(kind, code, tuple(known)))
    return code


@lru_cache(maxsize=1024)
def _expected(kind: str, code: str, known: tuple[str, ...]) -> str:
    return f"a code of {kind}s.csv" + did_you_mean(code, known)
