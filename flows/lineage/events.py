"""The OpenLineage events of one run."""

from importlib.metadata import version
from typing import Any

from openlineage.client import set_producer
from openlineage.client.event_v2 import InputDataset, Job, Run, RunEvent, RunState
from openlineage.client.facet_v2 import error_message_run

from flows.formats.json_format import as_text
from flows.lineage.facets import assertions, tests
from flows.places.addresses import Address, GivenPackage
from flows.places.package_places import package_name
from flows.runs import utc_now
from flows.wording import harmless
from schemas.quality_log import Findings

NAMESPACE = "parkfigures"
_FILES = "file"


class RunEvents:
    """Makes the events of a run of a data package."""

    def __init__(self, run_id: str, data: GivenPackage) -> None:
        # A package's name as a URI; the client keeps it for all events.
        set_producer(f"pkg:generic/parkfigures@{version('parkfigures')}")
        self._run_id = run_id
        self._data = data
        self._job = Job(NAMESPACE, f"check_figures.{harmless(package_name(data))}")

    def started(self) -> RunEvent:
        """Return the event of a run's start."""
        return self._event(RunState.START)

    def completed(self, findings: Findings) -> RunEvent:
        """Return the event of a run that came to its end, whatever it found."""
        inputs = [
            InputDataset(*self._place(file), inputFacets={"dataQualityAssertions": facet})
            for file, facet in assertions(findings).items()
        ]
        return self._event(RunState.COMPLETE, {"test": tests(findings)}, inputs)

    def _place(self, file: str) -> tuple[str, str]:
        """Return the namespace and the name of a file of the package."""
        if isinstance(self._data, Address):
            return str(self._data), file
        return _FILES, (self._data.resolve() / file).as_posix()

    def failed(self, fault: BaseException) -> RunEvent:
        """Return the event of a run that could not be done, or was interrupted."""
        if not isinstance(fault, Exception):
            return self._event(RunState.ABORT)
        said = error_message_run.ErrorMessageRunFacet(harmless(fault), "Python")
        return self._event(RunState.FAIL, {"errorMessage": said})

    def _event(
        self, state: RunState, facets: Any = None, inputs: list[InputDataset] | None = None
    ) -> RunEvent:
        return RunEvent(
            eventType=state,
            eventTime=as_text(utc_now()),
            run=Run(self._run_id, facets or {}),
            job=self._job,
            inputs=inputs or [],
        )
