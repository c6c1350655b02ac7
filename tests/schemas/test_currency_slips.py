"""Currencies taken for one another: by which rate, and whose currency a source may have meant."""

from dataclasses import replace

import pytest

from schemas.constraints import ANY
from schemas.likelihoods import likelier_word
from schemas.repairs import UNKNOWN_RATE, WORD_CHANCES, Desk, hypotheses
from schemas.slips import Slip
from schemas.word_slips import Exchange
from tests.records import DESK, knowing, printed_figure


def test_a_lost_currency_is_found_by_the_rate() -> None:
    desk = replace(DESK, rates=lambda *_: (6.9, 7.4))
    sales = printed_figure("sales", "34.98 billion", unit="CNY")
    found = hypotheses(sales, (251.565e9, 251.575e9), desk)[0]
    assert (found.text, found.slip) == ("$34.98 billion", Slip.CURRENCY)


def texts(printed: str, desk: Desk, unit: str = "CNY") -> set[str]:
    """Return the texts that a figure may have had, whatever its relations need."""
    return {one.text for one in hypotheses(printed_figure("income", printed, unit), ANY, desk)}


@pytest.mark.parametrize(
    ("printed", "unit", "others", "text", "tried"),
    [
        # At an unknown rate, any amount of a currency would do: the source must have used it.
        ("34.98 billion", "CNY", ["US$7 billion"], "US$34.98 billion", True),
        ("34.98 billion", "CNY", ["7 billion yuan"], "US$34.98 billion", False),
        ("34.98 billion", "CNY", ["NT$7 billion"], "NT$34.98 billion", True),
        ("34.98 billion yuan", "CNY", ["7 billion yuan"], "34.98 billion US dollars", False),
        ("34 companies", "count", ["US$7 billion"], "US$34 companies", False),
        ("34 companies", "count", ["US$7 billion"], "$34 companies", False),
    ],
)
def test_a_currency_without_a_rate_is_taken_from_the_source(
    printed: str, unit: str, others: list[str], text: str, tried: bool
) -> None:
    assert (text in texts(printed, knowing(*others), unit)) is tried


@pytest.mark.parametrize(
    ("others", "text", "tried"),
    [
        ([], "US$34.98 billion", True),
        ([], "NT$34.98 billion", False),
        (["NT$7 billion"], "NT$34.98 billion", True),
    ],
)
def test_an_unfamiliar_currency_is_tried_only_where_the_source_knows_it(
    others: list[str], text: str, tried: bool
) -> None:
    desk = replace(knowing(*others), rates=lambda *_: (4.0, 7.4))
    assert (text in texts("34.98 billion", desk)) is tried


def test_an_unknown_rate_makes_a_currency_ten_times_less_likely() -> None:
    figure = printed_figure("income", "34.98 billion", "CNY")
    source = knowing("US$7 billion")

    def likelihood(desk: Desk) -> float:
        found = hypotheses(figure, (200e9, 300e9), desk)
        return next(one.likelihood for one in found if one.text == "US$34.98 billion")

    known = likelihood(replace(source, rates=lambda *_: (6.9, 7.4)))
    assert likelihood(source) == pytest.approx(UNKNOWN_RATE * known)


def test_a_rate_is_a_band_of_which_either_end_may_fit() -> None:
    figure = printed_figure("income", "10 billion", "CNY")
    desk = replace(DESK, rates=lambda *_: (6.0, 7.0))
    for low, high, fits in ((72e9, 73e9, True), (74e9, 75e9, False), (56e9, 58e9, True)):
        found = {one.text for one in hypotheses(figure, (low, high), desk)}
        assert ("$10 billion" in found) is fits


def test_a_loss_is_not_converted() -> None:
    figure = printed_figure("income", "-5 billion yuan", "CNY")
    desk = replace(DESK, rates=lambda *_: (6.9, 7.4))
    found = hypotheses(figure, (-37e9, -34e9), desk)
    assert Slip.CURRENCY not in {one.slip for one in found}


def test_a_currency_is_as_likely_as_the_slip_and_the_source_make_it() -> None:
    figure = printed_figure("income", "34.98 billion", "CNY")
    desk = replace(knowing("US$7 billion", "US$9 billion"), rates=lambda *_: (6.9, 7.4))
    found = {one.text: one for one in hypotheses(figure, (251e9, 252e9), desk)}
    text = "US$34.98 billion"
    exchange = Exchange(text, Slip.CURRENCY, 1.0, "", "US$")
    likelier = likelier_word(figure, exchange, desk.read(figure, text), desk.habits(figure))
    assert likelier > 2
    assert found[text].likelihood == pytest.approx(WORD_CHANCES[Slip.CURRENCY] * likelier)
