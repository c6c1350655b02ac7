"""Where a run's HTML report is, and the link to it that Prefect and notifications show."""

from pathlib import Path
from urllib.parse import quote

from prefect.artifacts import create_link_artifact

from flows.brief_faults import OnlyWarned
from flows.markdown import shown
from flows.settings import Settings
from flows.slugs import own_slug, slug
from schemas.quality_log import Row


def report_file(run: Row, settings: Settings) -> Path:
    """Return the file of the report of a package's latest run, and of the park it was asked for."""
    park = run["parameters"].get("park")
    name = f"{run['package']}-{own_slug(park)}" if park else run["package"]
    return settings.reports_folder / f"{name}.html"


def link_to(file: Path, base: str) -> str:
    """Return the link to a report: below the address where reports are served, else to the file."""
    if base:
        return f"{base.rstrip('/')}/{quote(file.name)}"
    return file.resolve().as_uri()


def offer(link: str | None, run: Row, settings: Settings) -> None:
    """Create the artifact that links to a run's report, where there is one.

    Called by the flow, not by a task: so it stands before all others on the run's page.
    """
    if link is None:
        return
    file = report_file(run, settings)
    with OnlyWarned("The report could not be linked"):
        create_link_artifact(
            key=f"report-{slug(file.stem)}",
            link=link,
            link_text=shown(f"Report of {file.stem} as of {run['as_of']}"),
            # Browsers follow no link from a server's page to a file.
            description=shown(file.resolve()),
        )
