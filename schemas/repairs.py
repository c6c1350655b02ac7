"""Repair hypotheses: which texts a figure may have had, and how likely each is.

A repair is kept when its reading meets what the figure's relations need. Its likelihood is naive
Bayes: how often the slip that it undoes is met, shared among the slips of that kind that the true
text could have suffered, times how much likelier the true text is than the printed one, by what
the source's other figures look like. So it is comparable between figures.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import inf

from schemas.amounts import Amount
from schemas.constraints import Bounds, meet
from schemas.faults import Fault
from schemas.figures import Figure
from schemas.fitting_texts import fitting_texts, middle_text
from schemas.habits import Habits
from schemas.likelihoods import likelier_number, likelier_word, middle
from schemas.number_repairs import can_fit, number_repairs, significant
from schemas.slips import NUMBER, Slip
from schemas.units import is_currency
from schemas.word_slips import Exchange, exchanges

# How often a number is wrong in a way that no slip known here explains, against a wrong digit.
OTHER = 1e-3
# Where no rate is known a figure in another currency may fit, or not.
UNKNOWN_RATE = 0.1
# Currencies that a source may have used without another figure that tells.
FAMILIAR = (" yuan", " US dollars", "RMB", "US$", "$", "元", "美元", "CNY", "USD")
WORD_CHANCES = {Slip.SCALE: 0.5, Slip.CURRENCY: 0.5, Slip.SIGN: 0.5}


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What a figure probably should have been: a text, the slip it undoes, its likelihood.

    `text` is empty where a slip is likely but the right text does not follow.
    """

    text: str
    slip: Slip
    likelihood: float


@dataclass(frozen=True)
class Desk:
    """What is known of the texts around a figure: how to read one, and its source's habits.

    `read` returns the amount of another text for a figure, or raises Fault; `copied` how likely it
    is that the figure repeats another's text; `rates` the band of rates from one unit to another.
    """

    read: Callable[[Figure, str], Amount]
    copied: Callable[[Figure], float]
    rates: Callable[[Figure, str, str], Bounds | None]
    habits: Callable[[Figure], Habits]


def hypotheses(figure: Figure, needed: Bounds, desk: Desk) -> list[Hypothesis]:
    """Return the repairs that give a figure a needed value, the likeliest first, one a text."""
    found: dict[str, Hypothesis] = {}
    for one in [*_repairs(figure, needed, desk), *_any(figure, needed, desk)]:
        found[one.text] = _either(one, found[one.text]) if one.text in found else one
    return sorted(found.values(), key=lambda one: (-one.likelihood, one.text))


def _either(one: Hypothesis, other: Hypothesis) -> Hypothesis:
    likelier = max(one, other, key=lambda of: of.likelihood)
    return replace(likelier, likelihood=one.likelihood + other.likelihood)


def _repairs(figure: Figure, needed: Bounds, desk: Desk) -> Iterator[Hypothesis]:
    habits = desk.habits(figure)
    for repair in number_repairs(figure, needed, habits.grouped):
        amount = _fitting(figure, repair.text, needed, desk)
        if amount is not None:
            likelier = likelier_number(figure, repair, amount, habits)
            yield Hypothesis(repair.text, repair.slip, repair.chance * likelier)
    for exchange in exchanges(figure.printed, habits.scales):
        if _worth_reading(figure, exchange, needed, habits):
            yield from _exchanged(figure, exchange, needed, desk)


def _exchanged(
    figure: Figure, exchange: Exchange, needed: Bounds, desk: Desk
) -> Iterator[Hypothesis]:
    habits = desk.habits(figure)
    amount = _fitting(figure, exchange.text, needed, desk, exchange.slip)
    if amount is None:
        return
    chance = exchange.chance * WORD_CHANCES[exchange.slip]
    if amount.unit != figure.unit and desk.rates(figure, amount.unit, figure.unit) is None:
        # Whatever it was, at an unknown rate it would fit.
        chance *= UNKNOWN_RATE * habits.knows(exchange.instead)
    if chance:
        likelier = likelier_word(figure, exchange, amount, habits)
        yield Hypothesis(exchange.text, exchange.slip, chance * likelier)


def _worth_reading(figure: Figure, exchange: Exchange, needed: Bounds, habits: Habits) -> bool:
    if exchange.slip is Slip.CURRENCY:
        familiar = exchange.instead in FAMILIAR or habits.knows(exchange.instead)
        return familiar and is_currency(figure.unit)
    alone = len(NUMBER.findall(figure.printed)) == 1
    return not alone or exchange.times is None or can_fit(figure, needed, exchange.times)


def _fitting(
    figure: Figure, text: str, needed: Bounds, desk: Desk, slip: Slip = Slip.OTHER
) -> Amount | None:
    try:
        amount = desk.read(figure, text)
    except Fault:
        return None
    usual = (amount.usual_low, amount.usual_high)
    if amount.unit != figure.unit:
        if slip is not Slip.CURRENCY or usual[0] < 0:
            return None
        rates = desk.rates(figure, amount.unit, figure.unit) or (0.0, inf)
        usual = (usual[0] * rates[0], usual[1] * rates[1])
    return amount if meet(usual, needed) is not None else None


def _any(figure: Figure, needed: Bounds, desk: Desk) -> Iterator[Hypothesis]:
    """Yield a copied text, and the last resort, with the text of the figure's form that fits."""
    habits = desk.habits(figure)
    common = habits.magnitude((needed[0] + needed[1]) / 2, figure.unit, figure)
    texts = 10.0 ** -max(map(significant, _numbers(figure.printed)), default=1)
    likely = min(fitting_texts(figure, needed) * texts, 1.0) * common

    def fits(text: str) -> bool:
        return _fitting(figure, text, needed, desk) is not None

    text = middle_text(figure, needed, fits)
    yield Hypothesis(text, Slip.OTHER, OTHER * likely)
    copied = desk.copied(figure)
    if copied:
        printed = habits.magnitude(middle(figure), figure.unit, figure) * texts
        yield Hypothesis(text, Slip.COPIED, copied * likely / printed)


def _numbers(printed: str) -> list[str]:
    return [token.replace(",", "") for token in NUMBER.findall(printed)]
