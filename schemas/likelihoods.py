"""How much likelier a source's own way of writing makes one text of a figure than another."""

from schemas.amounts import Amount
from schemas.figures import Figure
from schemas.habits import Habits
from schemas.number_repairs import Repair, significant
from schemas.slips import NUMBER, Slip
from schemas.word_slips import Exchange, scale_of


def likelier_number(figure: Figure, repair: Repair, amount: Amount, habits: Habits) -> float:
    """Return how much likelier a text with another number is than the printed one."""
    scale = scale_of(figure.printed)
    form = habits.form(repair.number, scale, figure) / habits.form(repair.printed, scale, figure)
    digits = significant(repair.printed) - significant(repair.number)
    return _likelier_magnitude(figure, amount, habits) * form * 10.0**digits


def likelier_word(figure: Figure, exchange: Exchange, amount: Amount, habits: Habits) -> float:
    """Return how much likelier a text with another word is than the printed one."""
    likelier = _likelier_magnitude(figure, amount, habits)
    if exchange.slip is Slip.SCALE:
        last = NUMBER.findall(figure.printed)[-1:] or [""]
        number = last[0].replace(",", "")
        old, new = scale_of(figure.printed), scale_of(exchange.text)
        return likelier * habits.form(number, new, figure) / habits.form(number, old, figure)
    if exchange.slip is Slip.CURRENCY and not exchange.printed:
        return likelier * habits.word(exchange.instead, figure) / habits.bare(figure)
    return likelier * habits.word(exchange.instead, figure) / habits.word(exchange.printed, figure)


def _likelier_magnitude(figure: Figure, amount: Amount, habits: Habits) -> float:
    new = habits.magnitude((amount.usual_low + amount.usual_high) / 2, amount.unit, figure)
    return new / habits.magnitude(middle(figure), figure.unit, figure)


def middle(figure: Figure) -> float:
    """Return the middle of a figure's usual reading."""
    return (figure.usual_low + figure.usual_high) / 2
