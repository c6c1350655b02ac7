"""The quality log on a terminal: one run's outcomes, or the runs."""

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from flows.terminal.findings import STYLES, console
from flows.terminal.outcomes import gap
from flows.terminal.parts import Indented
from flows.wording import Row, coordinates, counted, harmless

# As wide as the longest outcome and a gap.
_OUTCOME_COLUMNS = 9
# As many characters of a run's id as tell runs apart; `--run` takes them.
_ID_CHARACTERS = 8


def show_results(groups: Sequence[tuple[Row, Sequence[Row]]], limit: int) -> None:
    """Print rows of the quality log, each under its run; limit 0 is no limit."""
    out = console()
    total = sum(len(rows) for _, rows in groups)
    with_park = len({row["park"] for _, rows in groups for row in rows}) > 1
    left = limit or total
    for position, (run, rows) in enumerate(groups):
        if rows and not left:
            break
        if position:
            out.print()
        out.print(Indented(Text(_headline(run, rows), STYLES[run["verdict"]]), columns=0))
        for row in rows[:left]:
            out.print()
            out.print(_result(row, with_park))
        left -= len(rows[:left])
    if not groups:
        out.print("No such outcome in these runs.")
    _tell_left_out(out, total - (limit or total))


def _tell_left_out(out: Console, more: int) -> None:
    if more > 0:
        out.print(Text(f"\nand {more:,} more: --limit 0 shows all", "dim"))


def _headline(run: Row, rows: Sequence[Row]) -> str:
    parks = {row["park"] for row in rows}
    of = f" of {harmless(*parks)}" if len(parks) == 1 else ""
    started = f"{run['started_at']:%Y-%m-%d %H:%M} UTC"
    found = f"{counted(len(rows), 'outcome')}{of}" if rows else "no such outcome"
    return f"Run {run['run_id'][:_ID_CHARACTERS]}, {started}, as of {run['as_of']}: {found}"


def _result(row: Row, with_park: bool) -> RenderableType:
    first = Text.assemble(_outcome(row), harmless(row["check_id"]), "  ")
    first.append(coordinates(row, with_park))
    ids = ", ".join(map(harmless, row["figure_ids"]))
    below = (harmless(row["message"]), "; ".join(filter(None, [gap(row), ids])))
    return Group(
        Indented(first, columns=0, hanging=_OUTCOME_COLUMNS),
        *(Indented(Text(line), columns=_OUTCOME_COLUMNS) for line in below if line),
    )


def _outcome(row: Row) -> Text:
    word = "waived" if row["waiver_id"] else row["outcome"]
    return Text(word.ljust(_OUTCOME_COLUMNS), STYLES.get(word, "bold"))


def show_runs(rows: Sequence[Row], limit: int) -> None:
    """Print the runs, the newest first; limit 0 is no limit."""
    out = console()
    # With more between its columns, it does not fit 80.
    table = Table(box=None, pad_edge=False, padding=(0, 0, 0, 1), header_style="dim")
    for name in ("run", "started (UTC)", "as of", "by", "verdict"):
        table.add_column(name, no_wrap=True)
    counts = ("passed", "failed", "warned")
    for name in counts:
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows[: limit or None]:
        table.add_row(*_run_cells(row), *(f"{row[name]:,}" for name in counts))
    out.print(table if rows else "No such runs are logged.")
    _tell_left_out(out, len(rows) - (limit or len(rows)))


def _run_cells(row: Row) -> list[RenderableType]:
    verdict = Text(row["verdict"], STYLES[row["verdict"]])
    run_id = harmless(row["run_id"][:_ID_CHARACTERS])
    return [
        run_id,
        f"{row['started_at']:%Y-%m-%d %H:%M}",
        str(row["as_of"]),
        row["trigger"],
        verdict,
    ]
