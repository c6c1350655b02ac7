"""What the log keeps of the code lists: the run's sources, and what its codes are called."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict

from flows.runs import RunRequest
from schemas.codes import Codes, Source
from schemas.figures import Figure
from schemas.quality_log import Row

KINDS = ("park", "indicator", "segment")


def source_rows(used: Iterable[str], codes: Codes, run: RunRequest) -> list[Row]:
    """Return a row for each source in use, by its id."""
    named = [codes.sources.get(one, Source(one)) for one in sorted(used)]
    return [{"run_id": run.run_id, **asdict(one)} for one in named]


def codes_used(figures: Iterable[Figure]) -> dict[str, set[str]]:
    """Return the codes of figures, by kind."""
    every = list(figures)
    return {kind: {getattr(figure, kind) for figure in every} for kind in KINDS}


def title_rows(used: Mapping[str, Collection[str]], codes: Codes, run: RunRequest) -> list[Row]:
    """Return a row for each code in use that its list gives a title."""
    lists: Mapping[str, Mapping[str, object]] = {
        "park": codes.parks,
        "indicator": codes.indicators,
        "segment": codes.segments,
    }
    return [
        {"run_id": run.run_id, "kind": kind, "code": code, "title": title}
        for kind in KINDS
        for code in sorted(used[kind])
        if (title := getattr(lists[kind].get(code), "title", ""))
    ]
