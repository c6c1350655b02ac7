"""The cases of tests/cases/readings.csv, and the pinned set of texts that are read otherwise."""

import csv
from fractions import Fraction
from math import inf
from pathlib import Path

import pytest

from schemas.readings import Unreadable, read

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "readings.csv"

# Printed text, then what the program reads instead: unit and bounds, or what it expected.
DIFFERENCES = {
    "26.1 square kilometers": ("m2", "26050000", "26150000", "26000000", "26200000"),
    "17.63 square kilometers": ("m2", "17625000", "17635000", "17620000", "17640000"),
    "95 square kilometers": ("m2", "94500000", "95500000", "94000000", "96000000"),
    "159 square kilometers": ("m2", "158500000", "159500000", "158000000", "160000000"),
    "11.5 square kilometers": ("m2", "11450000", "11550000", "11400000", "11600000"),
    "51.6 square kilometers": ("m2", "51550000", "51650000", "51500000", "51700000"),
    "about 220 sq km": ("m2", "215000000", "225000000", "210000000", "230000000"),
    "5,398 hectares": ("m2", "53975000", "53985000", "53970000", "53990000"),
    "850,000 square meters": ("m2", "849999.5", "850000.5", "845000", "855000"),
    "10.5 kilometers": ("m", "10450", "10550", "10400", "10600"),
    "27.6 kilometers": ("m", "27550", "27650", "27500", "27700"),
    "(13.72%)": ("percent", "-0.13725", "-0.13715", "-0.1373", "-0.1371"),
    "(1.66%)": ("percent", "-0.01665", "-0.01655", "-0.0167", "-0.0165"),
    "(1.06%)": ("percent", "-0.01065", "-0.01055", "-0.0107", "-0.0105"),
    "(5.76%)": ("percent", "-0.05765", "-0.05755", "-0.0577", "-0.0575"),
    "(14.33%)": ("percent", "-0.14335", "-0.14325", "-0.1434", "-0.1432"),
    "59% drop": ("percent", "-0.595", "-0.585", "-0.6", "-0.58"),
    "增长1.1倍": ("percent", "1.05", "1.15", "1", "1.2"),
    "3000家左右": ("", "2500", "3500", "2000", "4000"),
    "约1/6": ("percent", "11/72", "13/72", "5/36", "7/36"),
    "70 trillion won": ("KRW", "69.5e12", "70.5e12", "65e12", "75e12"),
    "27446-3亿元": "runs upwards",
    "increase of 12.3 million yuan. %": "not understood: '.'",
    "increase of 1.3 perc": "not understood: 'perc'",
}


def _keyed() -> dict[str, tuple[object, ...]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return {
            case["printed"]: (
                case["unit"],
                Fraction(case["usual_low"]),
                Fraction(case["usual_high"]),
                Fraction(case["widest_low"]) if case["widest_low"] else -inf,
                Fraction(case["widest_high"]) if case["widest_high"] else inf,
            )
            for case in csv.DictReader(lines)
        }


def _read(printed: str) -> tuple[object, ...]:
    try:
        reading = read(printed)
    except Unreadable:
        return ()
    usual, widest = reading.usual, reading.widest
    return reading.unit, usual.low, usual.high, widest.low, widest.high


def test_only_the_argued_texts_are_read_otherwise_than_keyed():
    differing = {printed for printed, keyed in _keyed().items() if _read(printed) != keyed}
    assert differing == set(DIFFERENCES)


@pytest.mark.parametrize("printed", DIFFERENCES)
def test_an_argued_text_is_read_as_argued(printed):
    expected = DIFFERENCES[printed]
    if isinstance(expected, str):
        with pytest.raises(Unreadable, match=expected.replace(".", r"\.")):
            read(printed)
    else:
        unit, *bounds = expected
        assert _read(printed) == (unit, *map(Fraction, bounds))


def test_every_argued_text_is_argued_in_the_documentation():
    argued = (ROOT / "docs" / "readings.md").read_text(encoding="utf-8")
    assert [printed for printed in DIFFERENCES if f"`{printed}`" not in argued] == []
