"""What differs between two runs' outcomes, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isclose

from schemas.change_reasons import Reasons
from schemas.logged_run import Key, LoggedRun, asked_differently, fails
from schemas.quality_log import Row
from schemas.terms import Outcome

__all__ = ["Change", "Changes", "LoggedRun", "compare"]

BOUNDS = [
    f"{side}_{width}{end}"
    for side in ("observed", "expected")
    for width in ("", "widest_")
    for end in ("low", "high")
]
USUAL_BOUNDS = [name for name in BOUNDS if "widest" not in name]
# Doubles give way by this much, as they do in every comparison of the laws.
LEEWAY = 1e-12
# Days pass by themselves: of a figure that is waited for, only the outcome can change.
FRESHNESS = "freshness"
_NOTABLE = (Outcome.FAIL, Outcome.WARN)
_WORST_FIRST = (Outcome.FAIL, Outcome.WARN, Outcome.UNKNOWN, Outcome.PASS, None)


@dataclass(frozen=True)
class Change:
    """What became of one relation; None stands for a run in which it has no row.

    Each reason is its kind, a colon and words: data, rule, rate, code lists, waiver, as-of day,
    program.
    """

    check_id: str
    relation_id: str
    before: Row | None
    after: Row | None
    reasons: tuple[str, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether a relation only came, with nothing to look at, or only went."""
        rows = (self.before, self.after)
        return None in rows and not any(row and row["outcome"] in _NOTABLE for row in rows)


@dataclass(frozen=True)
class Changes:
    """What changed from one run to another, the worst first and what is quiet last.

    `new` fail now and did not, `settled` failed and do so no more; `changed` are other changes of
    outcome or interval. A waived failure does not count as failing. `differing` says in what the
    runs differ altogether, `not_comparable` why the comparison may mean little.
    """

    before: Row
    after: Row
    new: tuple[Change, ...]
    settled: tuple[Change, ...]
    changed: tuple[Change, ...]
    differing: tuple[str, ...] = ()
    not_comparable: tuple[str, ...] = ()

    @property
    def overdue(self) -> tuple[Change, ...]:
        """Those of `changed` whose newest figure is late now and was not."""
        return tuple(one for one in self.changed if _warns(one.after) and not _warns(one.before))


def compare(before: LoggedRun, after: LoggedRun) -> Changes:
    """Compare two runs relation by relation."""
    reasons = Reasons(before, after)
    # A version that gave no ids recorded no widest bounds either.
    bounds = BOUNDS if _have_ids(before, after) else USUAL_BOUNDS
    found = [
        Change(*key, old, new, reasons.of(key[0], old, new))
        for key, old, new in _pairs(before, after)
        if not _same(key, old, new, bounds)
    ]
    new = [one for one in found if fails(one.after) and not fails(one.before)]
    settled = [one for one in found if fails(one.before) and not fails(one.after)]
    changed = [one for one in found if fails(one.before) == fails(one.after)]
    return Changes(
        before=before.run,
        after=after.run,
        new=_sorted(new),
        settled=_sorted(settled),
        changed=_sorted(changed),
        differing=reasons.of_runs(),
        not_comparable=tuple(_obstacles(before, after)),
    )


def _obstacles(before: LoggedRun, after: LoggedRun) -> Iterator[str]:
    yield from asked_differently(before.run, after.run)
    for one in (before, after):
        if not one.has_relation_ids:
            yield (
                f"run {one.run['run_id']} is of an older version, which gave relations no id: "
                "they are told apart by their figures"
            )


def _pairs(before: LoggedRun, after: LoggedRun) -> Iterable[tuple[Key, Row | None, Row | None]]:
    by_figures = not _have_ids(before, after)
    old, new = before.by_relation(by_figures), after.by_relation(by_figures)
    for key in sorted(old.keys() | new.keys()):
        one, other = old.get(key), new.get(key)
        if not _only_counted(before, one, other) and not _only_counted(after, other, one):
            yield key, one, other


def _only_counted(run: LoggedRun, here: Row | None, there: Row | None) -> bool:
    """Say whether a pass of one run may be among those of the other that were only counted."""
    passes = there is not None and there["outcome"] == Outcome.PASS
    return here is None and passes and not run.has_all_passes


def _have_ids(*runs: LoggedRun) -> bool:
    return all(run.has_relation_ids for run in runs)


def _same(key: Key, before: Row | None, after: Row | None, bounds: Iterable[str]) -> bool:
    if before is None or after is None:
        return False
    if any(_said(before, name) != _said(after, name) for name in ("outcome", "waiver_id")):
        return False
    return key[0] == FRESHNESS or all(_close(before[name], after[name]) for name in bounds)


def _said(row: Row, name: str) -> str:
    return row[name] or ""


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=LEEWAY)


def _warns(row: Row | None) -> bool:
    if row is None or row["check_id"] != FRESHNESS:
        return False
    return row["outcome"] == Outcome.WARN and not row["waiver_id"]


def _sorted(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=_badness))


def _badness(change: Change) -> tuple[bool, int, float, str, str]:
    row = change.after or change.before or {}
    outcome = _WORST_FIRST.index(change.after["outcome"] if change.after else None)
    return change.is_quiet, outcome, -(row["gap"] or 0.0), change.check_id, change.relation_id
