"""What the log keeps of the code lists: the run's sources, and what its codes are called."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from flows.runs import RunRequest
from schemas.codes import Codes, Source
from schemas.figures import Figure
from schemas.quality_log import Row


def source_rows(figures: Iterable[Figure], codes: Codes, run: RunRequest) -> list[Row]:
    """Return a row for each source of the figures, by its id."""
    used = sorted({figure.source_id for figure in figures})
    named = [codes.sources.get(one, Source(one)) for one in used]
    return [{"run_id": run.run_id, **asdict(one)} for one in named]


def title_rows(figures: Iterable[Figure], codes: Codes, run: RunRequest) -> list[Row]:
    """Return a row for each code of the figures that its list gives a title."""
    every = list(figures)
    lists: Mapping[str, Mapping[str, object]] = {
        "park": codes.parks,
        "indicator": codes.indicators,
        "segment": codes.segments,
    }
    return [
        {"run_id": run.run_id, "kind": kind, "code": code, "title": title}
        for kind, listed in lists.items()
        for code in sorted({getattr(figure, kind) for figure in every})
        if (title := getattr(listed.get(code), "title", ""))
    ]
