"""Runs that a test writes down row by row and logs, to report on them."""

from dataclasses import replace
from datetime import date

from flows.warehouse.recording import record
from schemas.figures import Codes, PrintedFigure, read_figures
from schemas.quality_log import SOURCES, TITLES, WAIVERS
from tests.flows.hand_made import STARTED_AT, findings, relation

DAY = date(2016, 12, 27)
_BY_ROW = ("results", "check_results", "implied", "quarantine", "sources", "titles", "waivers")


def figure(name, printed="50", **given):
    """Return a figure as it reads, printed in source s; `given` are its other columns."""
    known = {"source_id": "s", "park": "P", "indicator": "income", "period": "2016"} | given
    row = PrintedFigure(name, printed=printed, file="figures/a.csv", line=2, **known)
    (read,), _ = read_figures([row], Codes())
    return read


def row(outcome, *ids, **given):
    """Return a row of the quality log of the relation of these figures."""
    known = {"figure_ids": list(ids), "relation_id": "|".join(ids), "segment": ""}
    return relation(outcome, **(known | given))


def source(source_id="s", **given):
    return _row(SOURCES, source_id=source_id, **given)


def title(kind, code, words):
    return _row(TITLES, kind=kind, code=code, title=words)


def waiver(waiver_id, **given):
    said = {"reason": "seen", "by": "a statistician", "figure_ids": []}
    return _row(WAIVERS, waiver_id=waiver_id, **(said | given))


def _row(columns, **given):
    return {name: given.get(name) for name in columns}


def log(file, *rows, run_id="r", day=DAY, package="data", park=None, **tables):
    """Log a run with these rows of the quality log; other tables by their names in Findings."""
    verdict = "fail" if any(one["outcome"] == "fail" for one in rows) else "pass"
    made = findings(*rows, quarantine=tables.get("quarantine", []), verdict=verdict)
    run = made.run | {
        "package": package,
        "as_of": day,
        "started_at": STARTED_AT + (day - DAY),
        "finished_at": STARTED_AT + (day - DAY),
        "trigger": "cli",
        "parameters": {"park": park},
        "data_hash": "d" * 64,
        "code_version": "0.1.0",
        "figures": len(tables.get("figures", [])),
        "later": 0,
    }
    made = replace(made, run=run, **tables)
    named = {name: [one | {"run_id": run_id} for one in getattr(made, name)] for name in _BY_ROW}
    record(replace(made, run=run | {"run_id": run_id}, **named), file)
    return file
