"""Writing the report of a run, from the quality log alone."""

from pathlib import Path
from uuid import uuid4

from flows.log.reading import LATEST, find_run, open_log
from flows.report.contents import page_of
from flows.report.kept_drawings import drawings
from flows.report.pages import html
from flows.report.reading import read_record


def report_html(warehouse: Path, run: str = LATEST) -> str:
    """Return the report of a run: its id, the beginning of its id, or the latest."""
    with open_log(warehouse) as connection:
        record = read_record(connection, find_run(connection, run))
    # Drawing takes seconds, in which nobody has to wait for the warehouse.
    page = page_of(record)
    drawings().keep()
    return html(page)


def write_report(warehouse: Path, run_id: str, out: Path) -> Path:
    """Write the report of a run to a file, whole or not at all, and return the file."""
    text = report_html(warehouse, run_id)
    draft = out.with_name(f".{out.name}.{uuid4().hex}")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(out)
    except OSError as error:
        # The draft's name would tell nobody anything.
        raise OSError(error.errno, error.strerror, str(out)) from error
    finally:
        draft.unlink(missing_ok=True)
    return out
