"""A rule as a law, so that it is confronted, counted and logged as the program's own are."""

from functools import lru_cache, partial

from schemas.intervals import Interval
from schemas.laws.law import Law, LinearForm, Roles
from schemas.rules.arithmetic import evaluate, expected
from schemas.rules.linear import linear
from schemas.rules.projection import project
from schemas.rules.relations import narrowed, relations, target
from schemas.rules.rule import Rule
from schemas.terms import Outcome


@lru_cache(maxsize=256)
def law_of(rule: Rule) -> Law:
    """Return the law that a rule makes, the same for an equal rule: it is compiled once."""

    def implied(role: str, roles: Roles) -> Interval:
        return project(rule.claim, role, roles, afresh=True)

    words = f"{rule.says} " if rule.says else ""
    words = words.replace("{", "{{").replace("}", "}}")
    return Law(
        name=rule.name,
        says=rule.says or rule.message,
        roles=rule.roles,
        relations=partial(relations, rule),
        expected=partial(expected, rule.claim),
        observed_by=partial(evaluate, rule.claim.left),
        implied=implied,
        targets={rule.roles[place]: target(rule, place) for place in _implied_places(rule)},
        message=f"{words}{rule.message}: {{observed}}, expected {{expected}}",
        narrowed=partial(narrowed, rule),
        linear=_linear(rule),
        at_most=rule.at_most,
        indicators=frozenset(codes.indicator for one in rule.instances for codes in one),
    )


def _implied_places(rule: Rule) -> list[int]:
    """Return the places whose figure follows from the others, where nobody printed it.

    A rule that is only plausible, or only a bound, gives no value to reckon with. Nor does one
    imply a figure whose unit no list tells.
    """
    alone = len(rule.roles) == 1
    if alone or rule.claim.sign != "==" or rule.at_most != Outcome.FAIL:
        return []
    units = [{one.unit for one in column} for column in zip(*rule.instances, strict=True)]
    return [place for place, known in enumerate(units) if "" not in known]


def _linear(rule: Rule) -> LinearForm | None:
    found = linear(rule.claim)
    if found is None:
        return None
    terms, low, high = found
    return LinearForm({role: float(factor) for role, factor in terms.items()}, low, high)
