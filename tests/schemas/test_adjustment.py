"""The smallest change that reconciles numbers: worked out by hand, for equations and bounds."""

import pytest

from schemas.adjustment import adjusted
from schemas.constraints import Linear

# A total is one short of its two parts, of which one was printed twice.
TOTAL = Linear("total", {"total": 1.0, "one": -1.0, "other": -1.0})
TWICE = Linear("twice", {"other": 1.0, "again": -1.0})
PRINTED = {"total": 1000.0, "one": 400.0, "other": 500.0, "again": 500.0}


@pytest.mark.parametrize(
    ("movable", "constraints", "expected"),
    [
        (("total", "one", "other"), [TOTAL], (2900 / 3, 1300 / 3, 1600 / 3, 500)),
        (("total", "one", "other", "again"), [TOTAL, TWICE], (960, 440, 520, 520)),
        (("total", "other", "again"), [TOTAL, TWICE], (2800 / 3, 400, 1600 / 3, 1600 / 3)),
        (("one", "other", "again"), [TOTAL, TWICE], (1000, 1400 / 3, 1600 / 3, 1600 / 3)),
        # Bounds that hold already move nothing, and others only as far as they must.
        (("total",), [Linear("most", {"total": 1.0}, 900.0, 1100.0)], (1000, 400, 500, 500)),
        (("total",), [Linear("most", {"total": 1.0}, 900.0, 950.0)], (950, 400, 500, 500)),
        (
            ("total", "one"),
            [TOTAL, Linear("least", {"total": 1.0, "again": -1.0}, 490.0, 600.0)],
            (990, 490, 500, 500),
        ),
    ],
)
def test_the_smallest_move_is_found(
    movable: tuple[str, ...], constraints: list[Linear], expected: tuple[float, ...]
) -> None:
    found = adjusted(constraints, PRINTED, movable)
    assert found == pytest.approx(dict(zip(PRINTED, expected, strict=True)), abs=1e-3)


def test_what_no_move_reconciles_is_left() -> None:
    assert adjusted([TOTAL, TWICE], PRINTED, ("again",)) is None
