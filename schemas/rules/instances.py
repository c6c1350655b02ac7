"""The codes of each operand of a rule, for every value that `for` gives its names."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from string import Template
from typing import Any

from schemas.amounts import is_currency
from schemas.codes import Codes
from schemas.faults import Fault, did_you_mean
from schemas.rules.expressions import Mention
from schemas.rules.operands import Operand, operand
from schemas.rules.texts import Misplaced, Misread, RuleText, Text

MOST_INSTANCES = 10_000
# The unit of an operand that shares the relation's currency.
MONEY = "money"
KINDS = ("indicator", "segment", "park")


@dataclass(frozen=True, slots=True)
class Coded:
    """The codes of one operand; an empty park is the relation's own.

    `unit` is a unit, `MONEY`, or empty for any, where no list says what the indicator is.
    """

    indicator: str
    segment: str
    park: str
    unit: str
    is_stock: bool


Instance = tuple[Coded, ...]


def instances(text: RuleText, mentions: Sequence[Mention], codes: Codes) -> tuple[Instance, ...]:
    """Return the codes of all operands, in their order, for each combination of values.

    Raises Misread for mistakes in the rule's text, Misplaced for those in its other texts.
    """
    values = _values(text, mentions, codes)
    count = prod(map(len, values.values()))
    if count > MOST_INSTANCES:
        raise Misread(0, f"{count:,} combinations of values", f"at most {MOST_INSTANCES:,}")
    combinations = [dict(zip(values, one, strict=True)) for one in product(*values.values())]
    found = [tuple(_coded(one, given, codes) for one in mentions) for given in combinations]
    return tuple(dict.fromkeys(found))


def _values(text: RuleText, mentions: Sequence[Mention], codes: Codes) -> dict[str, Sequence[Text]]:
    given = text.values
    _refuse_unknown(mentions, list(given))
    return {name: _listed(name, *texts, mentions, codes) for name, texts in given.items()}


def _refuse_unknown(mentions: Sequence[Mention], given: list[str]) -> None:
    for mention in mentions:
        for kind in KINDS:
            template = Template(getattr(mention, kind))
            if not template.is_valid():
                raise Misread(mention.start, repr(template.template), "a name after $, or $$")
            for name in template.get_identifiers():
                if name not in given:
                    expected = "a name that `for` gives values" + did_you_mean(name, given)
                    raise Misread(mention.start, repr(f"${name}"), expected)


def _listed(
    name: str,
    key: Text,
    values: Text | Sequence[Text],
    mentions: Sequence[Mention],
    codes: Codes,
) -> Sequence[Text]:
    """Return the values of one name; `all` stands for a whole code list."""
    uses = {
        (kind, getattr(mention, kind) in (f"${name}", f"${{{name}}}"))
        for mention in mentions
        for kind in KINDS
        if name in Template(getattr(mention, kind)).get_identifiers()
    }
    if not uses:
        raise Misplaced(key.places[0], repr(name), f"a name that the rule uses, as in [${name}]")
    if not isinstance(values, Text):
        return values
    if len(uses) > 1 or not next(iter(uses))[1]:
        expected = f"a list of codes: ${name} is not the whole code of one kind"
        raise Misplaced(values.places[0], "'all'", expected)
    return _all(next(iter(uses))[0], values, codes)


def _all(kind: str, word: Text, codes: Codes) -> Sequence[Text]:
    known: Mapping[str, Any] = getattr(codes, f"{kind}s")
    if not known:
        raise Misplaced(word.places[0], "'all'", f"a list of codes, or codes in {kind}s.csv")
    return [Text(code, word.places[:1]) for code in known]


def _coded(mention: Mention, given: Mapping[str, Text], codes: Codes) -> Coded:
    asked = operand(mention)
    lookups: dict[str, Callable[[str], object]] = {
        "indicator": codes.indicator,
        "segment": codes.segment,
        "park": lambda code: codes.park(code) if code else None,
    }
    filled = {}
    for kind, lookup in lookups.items():
        template = Template(getattr(mention, kind))
        code = template.substitute({name: text.value for name, text in given.items()})
        try:
            lookup(code)
        except Fault as fault:
            raise _mistake(template, mention, given, fault) from None
        filled[kind] = code
    indicator = codes.indicator(filled["indicator"])
    unit = _unit(asked, mention, indicator.unit if codes.indicators else "")
    return Coded(**filled, unit=unit, is_stock=indicator.kind == "stock")


def _mistake(
    template: Template, mention: Mention, given: Mapping[str, Text], fault: Fault
) -> Misread | Misplaced:
    names = template.get_identifiers()
    if len(names) == 1:
        return Misplaced(given[names[0]].places[0], repr(fault.found), fault.expected)
    return Misread(mention.start, repr(fault.found), fault.expected)


def _unit(asked: Operand, mention: Mention, listed: str) -> str:
    if asked.share:
        return "percent"
    if asked.currency:
        if listed and not is_currency(listed):
            expected = f"no currency: {mention.indicator} is in {listed}"
            raise Misread(mention.start, repr(f".{asked.currency}"), expected)
        return asked.currency
    return MONEY if is_currency(listed) else listed
