"""A network's constraints from the rows of laws' relations, as the confrontation found them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from schemas.constraints import ANY, Bounds, Constraint, Linear, Projected
from schemas.figures import Figure
from schemas.laws.law import Law
from schemas.network import Network
from schemas.wholes import Whole

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """How the network calls what nobody printed.

    `implied` names the figure that an implied working figure stands for, `missing` the one that
    a relation lacks, by law and relation.
    """

    implied: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass
class Relations:
    """Constraints, the printed figures and the row of each, and the domains of constants."""

    constraints: list[Constraint] = field(default_factory=list)
    law_of: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    constants: dict[str, tuple[Bounds, Bounds]] = field(default_factory=dict)

    def network(self, figures: Mapping[str, Figure], widest: bool = False) -> Network:
        """Return the network of these relations over the usual, or the widest, readings."""
        domains: dict[str, Bounds] = {}
        for constraint in self.constraints:
            for name in constraint.variables:
                if name not in domains:
                    domains[name] = self._domain(name, figures, widest)
        return Network(domains, self.constraints)

    def _domain(self, name: str, figures: Mapping[str, Figure], widest: bool) -> Bounds:
        if name in self.constants:
            return self.constants[name][widest]
        figure = figures.get(name)
        if figure is None:
            return ANY
        if widest:
            return figure.widest_low, figure.widest_high
        return figure.usual_low, figure.usual_high


def key_of(row: Row) -> str:
    """Return the name of a figure that nobody printed, from the columns of an implied one."""
    whole = f" of {Whole(row['of_park'], row['of_indicator'], row['of_segment']).written()}"
    return (
        f"{row['indicator']}[{row['segment']}]@{row['park']} {row['measure']}"
        f"{whole if row['measure'] == 'share' else ''} "
        f"{row['period_start']}/{row['period_end']} {row['unit'] or ''}"
    )


def gather(law: Law, rows: Iterable[Row], names: Names, into: Relations) -> None:
    """Add the constraints of a law's relations; those with more than one unknown say nothing."""
    for row in rows:
        members = _members(law, row, names)
        if members is not None:
            for constraint in _constraints(law, row, members, into):
                into.constraints.append(constraint)
                into.law_of[constraint.name] = law.name
                into.rows[constraint.name] = row


def _members(law: Law, row: Row, names: Names) -> dict[str, list[str]] | None:
    """Return the network's variables of each role; None where more than one is unknown."""
    missing = [role for role in law.roles if row[f"{role}_members"] is None]
    unknown = names.missing.get((law.name, row["relation"]))
    if len(missing) > 1 or (missing and unknown is None):
        return None
    members = {
        role: [names.implied.get(one, one) for one in row[f"{role}_members"] or ()]
        for role in law.roles
    }
    return members | {role: [str(unknown)] for role in missing}


def _constraints(
    law: Law, row: Row, members: Mapping[str, Sequence[str]], into: Relations
) -> list[Constraint]:
    # One relation may stand in several units.
    name = f"{law.name}|{row['relation']}|{row['unit']}"
    if law.equal:
        chain = list(members[law.observed])
        return [
            Linear(f"{name}|{number}", {a: 1.0, b: -1.0})
            for number, (a, b) in enumerate(pairwise(chain))
        ]
    if law.linear is not None:
        return [_linear(law, row, name, members)]
    if law.implied is None:
        return []
    return [Projected(name, _one_each(law, row, name, members, into), law.implied)]


def _linear(law: Law, row: Row, name: str, members: Mapping[str, Sequence[str]]) -> Linear:
    assert law.linear is not None, "the caller asked"
    low, high = law.linear.low, law.linear.high
    coefficients: dict[str, float] = {}
    for role, factor in law.linear.coefficients.items():
        for one in members[role]:
            coefficients[one] = coefficients.get(one, 0.0) + factor
        if not members[role]:
            # A role that is no figure, like the bounds of a range, is known from the row.
            ends = sorted((factor * row[f"{role}_low"], factor * row[f"{role}_high"]))
            low, high = low - ends[1], high - ends[0]
    # A part of itself, over a circle of parents, says nothing of itself.
    return Linear(name, {one: factor for one, factor in coefficients.items() if factor}, low, high)


def _one_each(
    law: Law, row: Row, name: str, members: Mapping[str, Sequence[str]], into: Relations
) -> dict[str, str]:
    roles = {}
    for role in law.roles:
        if members[role]:
            roles[role] = members[role][0]
        else:
            roles[role] = f"{name}|{role}"
            into.constants[roles[role]] = (
                (row[f"{role}_low"], row[f"{role}_high"]),
                (row[f"{role}_widest_low"], row[f"{role}_widest_high"]),
            )
    return roles
