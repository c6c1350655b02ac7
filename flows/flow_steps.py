"""What flows that check figures do alike, before and after they confront them."""

from pathlib import Path

from prefect import get_run_logger

from flows.figure_files import load_package
from flows.package_files import has_large_files
from flows.report_link import offer
from flows.runs import RunRequest
from flows.settings import Settings
from flows.tasks import report, show, unvisited
from flows.telling import tell
from schemas.quality_log import Findings


def found_before(settings: Settings, run: RunRequest) -> Findings | None:
    """Log what an earlier run found, where a package of millions has not changed since."""
    if not isinstance(settings.data, Path) or not has_large_files(settings.data):
        return None
    from flows.batches.repeating import found_again

    package = load_package(settings.data, with_large=False)
    found = found_again(package, settings.warehouse, run, everything=False)
    if found is not None:
        get_run_logger().info("Nothing has changed since an earlier run: its rows are repeated")
    return found


def tell_all(findings: Findings, settings: Settings) -> None:
    """Show what is in the log by now, and tell whoever wants to know."""
    # The state is taken, not raised: what is in the log is true, shown or not.
    show(unvisited(findings), settings.data, return_state=True)
    link = report(findings.run, settings)
    offer(link, findings.run, settings)
    tell(unvisited(findings), settings.warehouse, link, unvisited(settings.notify))
