"""The whole of a share, written `indicator[segment]@park` with every part optional."""

import re
from dataclasses import dataclass

from schemas.codes import Codes
from schemas.faults import Fault

_WHOLE = re.compile(r"(?P<indicator>[^\[\]@]*)(?:\[(?P<segment>[^\[\]]*)\])?\s*(?:@(?P<park>.*))?")


@dataclass(frozen=True, slots=True)
class Whole:
    """What a share is a share of; the empty segment is the whole of the park."""

    park: str
    indicator: str
    segment: str

    def written(self) -> str:
        """Return the whole with every part named."""
        return f"{self.indicator}[{self.segment}]@{self.park}"


def read_whole(of: str, park: str, indicator: str, codes: Codes) -> Whole:
    """Return the whole of a share of this park and indicator; raises Fault in column `of`."""
    match = _WHOLE.fullmatch(of)
    if match is None:
        expected = "indicator[segment]@park, such as total_income[software]@Zhongguancun"
        raise Fault("of", of, expected)
    parts = {name: (text or "").strip() for name, text in match.groupdict().items()}
    try:
        return Whole(
            codes.park(parts["park"] or park).park,
            codes.indicator(parts["indicator"] or indicator).indicator,
            codes.segment(parts["segment"]).segment,
        )
    except Fault as fault:
        raise Fault("of", of, fault.expected) from None
