"""A rule as read: its claim about operands, and the figures they stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from schemas.codes import Codes
from schemas.faults import did_you_mean
from schemas.rules.expressions import Claim, Expression, Mention, Named, Number, leaves, rebuilt
from schemas.rules.instances import Instance, instances
from schemas.rules.operands import Operand, operand, role_names
from schemas.rules.texts import Misplaced, Misread, RuleText, Text
from schemas.terms import Outcome

# Check ids that are not free for a rule's key.
LAW_NAMES = (
    "share",
    "shares-add-up",
    "sum",
    "part-of-whole",
    "growth",
    "change",
    "year-to-date",
    "conversion",
    "restatement",
    "target-path",
    "range",
    "freshness",
    "network",
    "waiver",
)
KEY_PATTERN = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
LONGEST_KEY_CHARACTERS = 60
# Beyond it, products of a rule's numbers would leave the range of doubles.
LARGEST_NUMBER = Fraction(10) ** 60


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of rules.yml; `message` is its text with each operand's role in braces.

    Each of `instances` has the codes of all operands, in their order. The rule's outcome is
    never worse than `at_most`.
    """

    name: str
    says: str
    message: str
    claim: Claim
    roles: tuple[str, ...]
    operands: tuple[Operand, ...]
    instances: tuple[Instance, ...]
    at_most: Outcome = Outcome.FAIL


def read_rule(text: RuleText, codes: Codes) -> Rule:
    """Read a rule's texts; raises Misplaced at the first mistake."""
    name = _name(text.key)
    at_most = _at_most(text.at_most)
    try:
        # A package without rules is checked without importing a parser.
        from schemas.rules.grammar import parse

        claim = parse(text.rule.value)
        mentions = [leaf for side in claim.sides for leaf in leaves(side)]
        return _rule(name, at_most, text, claim, mentions, codes)
    except Misread as mistake:
        raise mistake.at(text.rule) from None


def _name(key: Text) -> str:
    name = key.value
    if not re.fullmatch(KEY_PATTERN, name) or len(name) > LONGEST_KEY_CHARACTERS:
        expected = (
            "a key of small letters, digits and hyphens such as income-per-employee, "
            f"of at most {LONGEST_KEY_CHARACTERS} characters"
        )
        raise Misplaced(key.places[0], repr(name), expected)
    if name in LAW_NAMES:
        raise Misplaced(key.places[0], repr(name), "a key that is not the name of a law")
    return name


def _at_most(text: Text | None) -> Outcome:
    if text is None:
        return Outcome.FAIL
    if text.value != Outcome.WARN:
        expected = "warn, or no at_most where the rule may fail" + did_you_mean(
            text.value, ["warn"]
        )
        raise Misplaced(text.places[0], repr(text.value), expected)
    return Outcome.WARN


def _rule(
    name: str,
    at_most: Outcome,
    text: RuleText,
    claim: Claim,
    parts: Sequence[Expression],
    codes: Codes,
) -> Rule:
    _refuse_numbers(parts)
    mentions = [one for one in parts if isinstance(one, Mention)]
    first = {operand(one): one for one in reversed(mentions)}
    operands = tuple(dict.fromkeys(map(operand, mentions)))
    if not any(one.is_plain for one in operands):
        raise Misread(0, "no operand of the period itself", "one without .last_year and .full_year")
    roles = dict(zip(operands, role_names(operands), strict=True))
    return Rule(
        name,
        " ".join(text.says.value.split()) if text.says else "",
        _message(text.rule.value, [(one, roles[operand(one)]) for one in mentions]),
        _named(claim, roles),
        tuple(roles.values()),
        operands,
        instances(text, [first[one] for one in operands], codes),
        at_most,
    )


def _refuse_numbers(parts: Sequence[Expression]) -> None:
    sizes = [abs(one.value) for one in parts if isinstance(one, Number) and one.value]
    if prod(max(size, 1 / size) for size in sizes) > LARGEST_NUMBER:
        raise Misread(0, "numbers of many digits", "numbers whose product has at most 60 digits")


def _named(claim: Claim, roles: dict[Operand, str]) -> Claim:
    try:
        left, right, *upper = (
            rebuilt(side, lambda mention: Named(roles[operand(mention)])) for side in claim.sides
        )
    except ZeroDivisionError:
        raise Misread(0, "a division by zero", "a divisor that is not zero") from None
    return Claim(left, claim.sign, right, upper[0] if upper else None)


def _message(text: str, named: Sequence[tuple[Mention, str]]) -> str:
    """Return a rule's text with the role of each operand in braces in its place."""
    words, end = [], 0
    for mention, role in named:
        words += [_plain(text[end : mention.start]), f"{{{role}}}"]
        end = mention.end
    return " ".join("".join([*words, _plain(text[end:])]).split())


def _plain(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
