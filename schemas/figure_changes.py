"""What became of figures between two runs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.display import format_interval
from schemas.faults import shorten
from schemas.logged_run import LoggedRun
from schemas.quality_log import Row

COORDINATES = ("source_id", "park", "indicator", "segment", "measure", "of", "period", "status")
READING = ("unit", "usual_low", "usual_high", "widest_low", "widest_high")


@dataclass(frozen=True)
class FigureChange:
    """What became of one figure, and its printed text or what that was and is."""

    figure_id: str
    what: str
    texts: str

    @property
    def alike(self) -> tuple[str, str]:
        """What figures have in common that can be told together: they came, or they went."""
        return self.what, self.texts if "->" in self.texts else ""


class FigureChanges:
    """What differs between the figures of two runs."""

    def __init__(self, before: LoggedRun, after: LoggedRun) -> None:
        self._before, self._after = before, after
        self._gone = _by_place(before.figures, before.figures.keys() - after.figures.keys())
        self._come = _by_place(after.figures, after.figures.keys() - before.figures.keys())

    def said(self, figure_ids: Iterable[str]) -> Iterator[str]:
        """Say what became of some figures; those that came or went together in one sentence."""
        together = defaultdict(list)
        for change in map(self._of, sorted(figure_ids)):
            if change is not None:
                together[change.alike].append(change)
        for (what, _), changes in together.items():
            names = ", ".join(one.figure_id for one in changes)
            texts = f": {changes[0].texts}" if len(changes) == 1 else ""
            yield f"figure{'s' * (len(changes) > 1)} {names} {what}{texts}"

    def count(self) -> int:
        """Return how many figures came, went or changed."""
        every = self._before.figures.keys() | self._after.figures.keys()
        return sum(self._of(one) is not None for one in every)

    def _of(self, figure_id: str) -> FigureChange | None:
        before = self._before.figures.get(figure_id)
        after = self._after.figures.get(figure_id)
        if before is not None and after is not None:
            return _changed(before, after)
        if after is not None:
            return self._came(after)
        return None if before is None else self._went(before)

    def _came(self, figure: Row) -> FigureChange:
        figure_id, text = figure["figure_id"], _printed(figure)
        unread = self._before.unread.get(figure_id)
        was = self._gone.get(_place(figure))
        if later := _published_after(self._before, self._after, figure):
            return FigureChange(figure_id, f"became known, {later}", text)
        if unread:
            return FigureChange(
                figure_id, "can be read now", f"{_quoted(unread['found'])} -> {text}"
            )
        if was:
            return FigureChange(figure_id, f"was {was['figure_id']}", f"{_printed(was)} -> {text}")
        return FigureChange(figure_id, "added", text)

    def _went(self, figure: Row) -> FigureChange:
        figure_id, text = figure["figure_id"], _printed(figure)
        unread = self._after.unread.get(figure_id)
        now = self._come.get(_place(figure))
        if later := _published_after(self._after, self._before, figure):
            return FigureChange(figure_id, f"not known yet, {later}", text)
        if unread:
            texts = f"{text} -> {_quoted(unread['found'])}"
            return FigureChange(figure_id, "can no longer be read", texts)
        if now:
            return FigureChange(
                figure_id, f"is {now['figure_id']} now", f"{text} -> {_printed(now)}"
            )
        return FigureChange(figure_id, "removed", text)


def _changed(before: Row, after: Row) -> FigureChange | None:
    keyed = "; ".join(_keyed_anew(before, after))
    if keyed:
        return FigureChange(before["figure_id"], "keyed anew", keyed)
    if all(before[name] == after[name] for name in READING):
        return None
    return FigureChange(
        before["figure_id"], "read anew", f"{_reading(before)} -> {_reading(after)}"
    )


def _keyed_anew(before: Row, after: Row) -> Iterator[str]:
    if before["printed"] != after["printed"]:
        yield f"{_printed(before)} -> {_printed(after)}"
    for name in COORDINATES:
        if before[name] != after[name]:
            yield f"{name} {before[name] or 'none'} -> {after[name] or 'none'}"


def _reading(figure: Row) -> str:
    usual = format_interval(figure["usual_low"], figure["usual_high"], figure["unit"])
    widest = format_interval(figure["widest_low"], figure["widest_high"], figure["unit"])
    return f"{usual} (widest: {widest})"


def _by_place(figures: Mapping[str, Row], ids: Iterable[str]) -> dict[tuple[Any, ...], Row]:
    return {_place(figures[one]): figures[one] for one in sorted(ids, reverse=True)}


def _place(figure: Row) -> tuple[Any, ...]:
    return tuple(figure[name] for name in COORDINATES)


def _published_after(run: LoggedRun, other: LoggedRun, figure: Row) -> str:
    """Say when a figure of the other run came out, "" where the run's day was not before that."""
    day = other.sources.get(figure["source_id"], {}).get("published_on")
    if day is None or day <= run.run["as_of"]:
        return ""
    return f"published on {day} in {figure['source_id']}"


def _printed(figure: Row) -> str:
    return _quoted(figure["printed"])


def _quoted(text: str) -> str:
    return f'"{shorten(text)}"'
