"""The work pool that the deployments of prefect.yaml use, and its queue of parts."""

import os
from contextlib import suppress

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import State, StateType
from prefect.exceptions import ObjectAlreadyExists
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Cancelled, Crashed
from prefect.workers.process import ProcessWorker

WORK_POOL = "parks"
# Of the runs that do parts of others.
QUEUE_OF_PARTS = "parts"
TAG_OF_PARTS = "check-part"
_UNFINISHED = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]


def prepare_work_pool(api: str) -> None:
    """Make the work pool where there is none, and end the runs that no worker works on any more."""
    with temporary_settings({PREFECT_API_URL: api}):
        _make()
        _make_queue()
        _end_left_behind()


def _make() -> None:
    # The command `prefect work-pool create` would ask a server on the internet for its types.
    template = ProcessWorker.get_default_base_job_template()
    pool = WorkPoolCreate(name=WORK_POOL, type="process", base_job_template=template)
    with get_client(sync_client=True) as client:
        try:
            client.create_work_pool(pool)
        except ObjectAlreadyExists:
            return


def _make_queue() -> None:
    # A part keeps a core busy; a limit that someone has set stays.
    with get_client(sync_client=True) as client, suppress(ObjectAlreadyExists):
        client.create_work_queue(
            QUEUE_OF_PARTS, work_pool_name=WORK_POOL, concurrency_limit=os.cpu_count()
        )


def _end_left_behind() -> None:
    # A run cut off with its server counts as running for ever, and holds up its deployment.
    cut_off: State[None] = Crashed(message="Prefect was stopped while this run was on.")
    _end(FlowRunFilter(state=_in(_UNFINISHED)), cut_off)
    # Nobody would collect what a part finds of a run that was cut off.
    part = FlowRunFilterTags(all_=[TAG_OF_PARTS])
    cancelled: State[None] = Cancelled(message="Prefect was stopped while its run was on.")
    _end(FlowRunFilter(state=_in([StateType.SCHEDULED]), tags=part), cancelled)


def _in(states: list[StateType]) -> FlowRunFilterState:
    return FlowRunFilterState(type=FlowRunFilterStateType(any_=states))


def _end(which: FlowRunFilter, state: State[None]) -> None:
    here = WorkPoolFilter(name=WorkPoolFilterName(any_=[WORK_POOL]))
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(flow_run_filter=which, work_pool_filter=here):
            client.set_flow_run_state(run.id, state, force=True)
