"""Repair hypotheses: which texts a figure may have had, and how likely each is.

A repair is kept when its reading meets what the figure's relations need. Its likelihood is that
of the slip it undoes, shared among the slips that the true text could have suffered, and among
the texts that would have fitted as well: a naive Bayes score, comparable between figures.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite

from schemas.amounts import Amount
from schemas.constraints import Bounds, meet
from schemas.faults import Fault
from schemas.figures import Figure
from schemas.slips import NUMBER, Repair, Slip, group, number_repairs
from schemas.word_slips import word_repairs

# How often a kind of slip is met, against a single wrong digit. A number that no known slip
# explains is the last resort.
COMMON = {Slip.OTHER: 1e-4, Slip.FACTOR: 0.5}
MANY = 1e6


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

    `read` returns the amount of another text for a figure, or raises Fault; `copies` are the
    figures whose text this one may repeat; `rates` the band of rates from one unit to another.
    """

    read: Callable[[Figure, str], Amount]
    copies: Callable[[Figure], Iterable[Figure]]
    rates: Callable[[Figure, str, str], Bounds | None]
    grouped: Mapping[str, bool]
    scales: Mapping[str, tuple[str, ...]]


def hypotheses(figure: Figure, needed: Bounds, desk: Desk) -> list[Hypothesis]:
    """Return the repairs that give a figure a needed value, the likeliest first, one a text."""
    best: dict[str, Hypothesis] = {}
    for one in [*_edits(figure, needed, desk), *_copied(figure, desk), *_any(figure, needed, desk)]:
        if one.text not in best or one.likelihood > best[one.text].likelihood:
            best[one.text] = one
    return sorted(best.values(), key=lambda one: (-one.likelihood, one.text))


def _edits(figure: Figure, needed: Bounds, desk: Desk) -> Iterator[Hypothesis]:
    grouped = desk.grouped.get(figure.source_id, False)
    scales = desk.scales.get(figure.source_id, ())
    near = [one for one in number_repairs(figure.printed, grouped) if _near(figure, one, needed)]
    for repair in [*near, *word_repairs(figure.printed, scales)]:
        amount = _fitting(figure, repair, needed, desk)
        if amount is not None:
            share = COMMON.get(repair.slip, 1.0) / repair.slips
            yield Hypothesis(repair.text, repair.slip, share / _fitting_texts(needed, amount.digit))


def _near(figure: Figure, repair: Repair, needed: Bounds) -> bool:
    """Say whether a repair can fit at all, before it is read: most cannot."""
    if repair.times is None or not isfinite(figure.usual_low + figure.usual_high):
        return True
    around = (figure.usual_high - figure.usual_low) * max(1.0, repair.times)
    low, high = figure.usual_low * repair.times, figure.usual_high * repair.times
    return min(low, high) - around <= needed[1] and max(low, high) + around >= needed[0]


def _fitting(figure: Figure, repair: Repair, needed: Bounds, desk: Desk) -> Amount | None:
    try:
        amount = desk.read(figure, repair.text)
    except Fault:
        return None
    usual = (amount.usual_low, amount.usual_high)
    if amount.unit != figure.unit:
        rates = desk.rates(figure, amount.unit, figure.unit)
        if repair.slip is not Slip.CURRENCY or rates is None or usual[0] < 0:
            return None
        usual = (usual[0] * rates[0], usual[1] * rates[1])
    return amount if meet(usual, needed) is not None else None


def _fitting_texts(needed: Bounds, digit: float) -> float:
    """Return how many texts of this precision would have fitted."""
    return min(max((needed[1] - needed[0]) / digit, 0.0) + 1.0, MANY)


def _copied(figure: Figure, desk: Desk) -> Iterator[Hypothesis]:
    others = list(desk.copies(figure))
    if any(other.printed == figure.printed for other in others):
        yield Hypothesis("", Slip.COPIED, 1.0 / len(others))


def _any(figure: Figure, needed: Bounds, desk: Desk) -> Iterator[Hypothesis]:
    """Yield the one text of the figure's own form that fits, where there is only one."""
    share = COMMON[Slip.OTHER]
    only = _only_text(figure, needed, desk)
    yield Hypothesis(only, Slip.OTHER, share / _fitting_texts(needed, figure.digit))


def _only_text(figure: Figure, needed: Bounds, desk: Desk) -> str:
    middle = (needed[0] + needed[1]) / 2
    current = (figure.usual_low + figure.usual_high) / 2
    if not isfinite(middle) or not isfinite(current) or current == 0:
        return ""
    texts = _rewritten(figure, middle / current)
    fits = [text for text in texts if _fitting(figure, Repair(text, Slip.OTHER, 1), needed, desk)]
    return fits[0] if len(fits) == 1 else ""


def _rewritten(figure: Figure, times: float) -> list[str]:
    """Return the three texts nearest to a number, in the form of the one that was printed."""
    matches = list(NUMBER.finditer(figure.printed))
    if len(matches) != 1 or times <= 0:
        return []
    token = matches[0].group()
    plain = token.replace(",", "")
    places = len(plain.partition(".")[2])
    number = float(plain) * times
    around = [f"{number + step * 10.0**-places:.{places}f}" for step in (-1, 0, 1)]
    kept = [text for text in dict.fromkeys(around) if not text.startswith("-")]
    forms = [group(text) if "," in token else text for text in kept]
    start, end = matches[0].span()
    return [figure.printed[:start] + text + figure.printed[end:] for text in forms]
