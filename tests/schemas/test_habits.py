"""A source's habits: what its other figures say of how likely one text of a figure is."""

from dataclasses import replace
from math import e, inf, nan

import pytest

from schemas.figures import Figure
from schemas.habits import ANYWHERE, SAMPLE, UNSEEN_SCALE, UNSEEN_WORD, digits_of, habits_of
from tests.records import printed_figure

TEXTS = ("14.2 billion yuan", "3.9 billion yuan", "2,400 million yuan", "US$7 billion", "12 亿元")
INCOMES = [printed_figure(f"income {text}", text, "CNY") for text in TEXTS]
BARE = [printed_figure(f"bare {text}", text, "CNY") for text in ("5.1 billion", "60 million")]
SHARES = [
    printed_figure(f"share {text}", text, "percent", "share") for text in ("75.5%", "8.25%", "9%")
]
HABITS = habits_of([*INCOMES, *BARE, *SHARES])
# It shares no word and no form with the others, so that nothing of theirs is taken for its own.
STRANGER = printed_figure("stranger", "0.61 trillion RMB", "CNY")


@pytest.mark.parametrize(
    ("word", "of", "others"),
    [
        ("billion", STRANGER, 4),
        ("billion", INCOMES[0], 3),
        ("million", INCOMES[0], 2),
        (" yuan", STRANGER, 3),
        ("$", STRANGER, 0),
        ("US$", STRANGER, 1),
        ("亿", STRANGER, 1),
        ("billion", SHARES[0], 0),
        ("%", SHARES[0], 2),
        ("", INCOMES[0], 6),
    ],
)
def test_a_word_is_as_common_as_other_figures_of_its_measure_have_it(
    word: str, of: Figure, others: int
) -> None:
    # Asked twice, for what was counted once is kept.
    assert [HABITS.word(word, of) for _ in range(2)] == [others + UNSEEN_WORD] * 2


def test_sums_without_a_currency_are_counted_but_for_the_one_in_question() -> None:
    assert [HABITS.bare(one) for one in (STRANGER, BARE[0], SHARES[0])] == [
        2 + UNSEEN_WORD,
        1 + UNSEEN_WORD,
        UNSEEN_WORD,
    ]
    # Not in the sample, as where a source has more figures than are looked at.
    assert habits_of([]).bare(BARE[0]) == UNSEEN_WORD


@pytest.mark.parametrize(("word", "known"), [("US$", True), ("$", False), ("NT$", False)])
def test_a_source_knows_the_words_it_has_used(word: str, known: bool) -> None:
    assert HABITS.knows(word) is known


def form(number: str, scale: str, of: Figure = STRANGER) -> float:
    return HABITS.form(number, scale, of)


def test_a_scale_counts_with_the_decimals_and_the_length_of_its_numbers() -> None:
    # Billions: 14.2, 3.9, 7 and 5.1; none has three digits, nor two decimals.
    assert form("3.1", " billion") == pytest.approx((4 + UNSEEN_SCALE) * (3 + 1) * (3 + 1) / 5**2)
    assert form("31", " billion") == pytest.approx((4 + UNSEEN_SCALE) * (1 + 1) * (1 + 1) / 5**2)
    assert form("310.25", " billion") == pytest.approx((4 + UNSEEN_SCALE) * 0.8 * 1 / 5**2)
    assert form("31000.125", " billion") == pytest.approx((4 + UNSEEN_SCALE) * 0.3 * 0.02 / 5**2)
    assert form("0.12345678", " billion") == pytest.approx((4 + UNSEEN_SCALE) * 0.005 * 0.1 / 5**2)
    # No other source's scale, but in a way of its own: Chinese ones take five digits.
    assert form("31000", " trillion") == pytest.approx(UNSEEN_SCALE * 0.02)
    assert form("31000", "万") == pytest.approx(UNSEEN_SCALE * 0.5)
    assert form("31000", "") == pytest.approx(UNSEEN_SCALE * 0.5)


def test_a_form_is_counted_among_the_figures_of_a_measure_but_for_the_one_in_question() -> None:
    assert form("14.2", " billion", INCOMES[0]) == pytest.approx(
        (3 + UNSEEN_SCALE) * 3 * 2 / 4**2 / 2
    )
    # Shares: 75.5, 8.25 and 9 without a scale word; growth has none.
    assert form("7.5", "", SHARES[0]) == pytest.approx((2 + UNSEEN_SCALE) * 1 * 3 / 3**2)
    assert form("750", "", SHARES[2]) == pytest.approx((2 + UNSEEN_SCALE) * 1 * 0.1 / 3**2)
    growth = printed_figure("growth", "12%", "percent", "growth")
    assert form("100", "", growth) == pytest.approx(UNSEEN_SCALE * 0.1)
    # A text without a number has no form to take away.
    none = printed_figure("none", "seven billion yuan", "CNY")
    assert form("31", " billion", none) == form("31", " billion")


def decades(**values: float) -> dict[str, Figure]:
    return {name: printed_figure(name, f"{value:.0f}", "count") for name, value in values.items()}


def test_a_magnitude_is_as_common_as_figures_lie_near() -> None:
    figures = decades(a=100, b=1000, c=100_000)
    habits = habits_of(figures.values())
    # One and two decades from the others, by `exp(-distance)`; no other is of its indicator.
    near = (e**-1 + e**-2) / 2
    assert habits.magnitude(10_000, "count", figures["a"]) == pytest.approx(
        ANYWHERE + (e**-1 + e**-1) / 2 / 2
    )
    assert habits.magnitude(-1e6, "count", figures["b"]) == pytest.approx(
        ANYWHERE + (e**-4 + e**-1) / 2 / 2
    )
    assert habits.magnitude(10, "count", figures["c"]) == pytest.approx(ANYWHERE + near / 2)
    assert habits.magnitude(10, "CNY", figures["c"]) == ANYWHERE
    assert habits.magnitude(10, "count", INCOMES[0]) > ANYWHERE
    assert habits.magnitude(0.1, "percent", figures["c"]) == ANYWHERE


def test_figures_of_one_indicator_tell_more_of_a_magnitude() -> None:
    figures = decades(a=100, b=1000)
    others = [replace(one, figure_id=f"{one.figure_id} again") for one in figures.values()]
    habits = habits_of([*figures.values(), *others])
    # Of the other three one has its indicator, at its very height, and two lie a decade off.
    found = habits.magnitude(100, "count", figures["a"])
    assert found == pytest.approx(ANYWHERE + 1 + (1 + 2 * e**-1) / 3 / 2)
    assert habits.magnitude(1000, "count", figures["a"]) == pytest.approx(
        ANYWHERE + e ** (-1 / 0.4) + (e**-1 + 2) / 3 / 2
    )


@pytest.mark.parametrize("value", [0.0, inf, -inf, nan])
def test_a_value_without_a_magnitude_is_as_rare_as_any(value: float) -> None:
    assert HABITS.magnitude(value, "CNY", STRANGER) == ANYWHERE


def test_a_figure_of_zero_has_the_magnitude_of_one() -> None:
    habits = habits_of([printed_figure("zero", "0")])
    assert habits.magnitude(1, "count", printed_figure("other", "8")) == ANYWHERE + 0.5
    assert habits.magnitude(e, "count", printed_figure("other", "8")) < ANYWHERE + 0.5


def test_what_a_source_writes_is_learnt_from_the_first_of_its_figures() -> None:
    assert HABITS.scales == (" billion", " million", " 亿")
    assert HABITS.grouped
    plain = [printed_figure(f"{n:03}", f"{n}") for n in range(SAMPLE)]
    late = printed_figure("999", "1,916")
    assert not habits_of([late, *plain]).grouped
    assert habits_of([late, *plain[1:]]).grouped
    assert habits_of(plain).scales == ()


@pytest.mark.parametrize(
    ("number", "digits"),
    [("14.25", (2, 2)), ("0.5", (0, 1)), ("007", (1, 0)), ("100", (3, 0)), ("0", (0, 0))],
)
def test_digits_are_counted_before_the_point_and_after(
    number: str, digits: tuple[int, int]
) -> None:
    assert digits_of(number) == digits
