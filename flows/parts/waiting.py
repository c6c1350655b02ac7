"""Waiting for parts: how far they are, and a word where no worker takes them."""

from collections.abc import Sequence
from time import monotonic

from prefect import get_run_logger, runtime
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterParentFlowRunId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.futures import PrefectFuture, wait
from prefect.states import Cancelling

from flows.brief_faults import OnlyWarned
from flows.parts.handing_out import Part
from flows.parts.workers import Asked, have_done
from flows.progress import LateProgress
from flows.tasks import unvisited

LOOK_SECONDS = 5.0
# Whoever runs workers knows by then that there is none.
FIRST_WORD_SECONDS = 60.0
_WAITING = [StateType.SCHEDULED]
_BEGUN = [StateType.PENDING, StateType.RUNNING, StateType.PAUSED]


def all_done(asked: Asked, parts: Sequence[Part], deployment: DeploymentResponse) -> None:
    """Have all parts done, and return when they are; raises what keeps one from being done."""
    futures = [have_done.submit(unvisited(asked), part) for part in parts]
    try:
        _wait(futures, deployment)
    except BaseException:
        # Nobody would collect what the others find.
        _cancel_others()
        raise


def _wait(futures: Sequence[PrefectFuture[None]], deployment: DeploymentResponse) -> None:
    tell, words = LateProgress(), _Words(deployment)
    left = list(futures)
    while left:
        done, waiting = wait(left, timeout=LOOK_SECONDS)
        for one in done:
            one.result(raise_on_failure=True)
        left = [one for one in left if one in waiting]
        finished = len(futures) - len(left)
        with OnlyWarned("How far the run is could not be told"):
            tell(f"{finished} of {len(futures)} parts", finished / len(futures))
            words.say_if_stuck(len(left), anything_new=bool(done))


class _Words:
    """Says that no worker takes a part, later and later each time."""

    def __init__(self, deployment: DeploymentResponse) -> None:
        pool, queue = deployment.work_pool_name, deployment.work_queue_name
        self._who = f"the work pool {pool} (queue {queue})"
        self._since = monotonic()
        self._patience_seconds = FIRST_WORD_SECONDS

    def say_if_stuck(self, parts: int, anything_new: bool) -> None:
        """Log a warning where none of the parts that are left has been begun for a while."""
        seconds = monotonic() - self._since
        if anything_new:
            self._since = monotonic()
        elif parts and seconds >= self._patience_seconds and not _runs(_BEGUN):
            self._patience_seconds *= 2
            get_run_logger().warning(
                "%d parts wait, and no worker has taken one for %.0f s: is one free for %s?",
                *(parts, seconds, self._who),
            )


def _runs(states: Sequence[StateType]) -> list[FlowRun]:
    """Return the runs of parts of this run that are in one of these states."""
    ours = FlowRunFilterParentFlowRunId(any_=[runtime.flow_run.id])
    state = FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states)))
    with get_client(sync_client=True) as client:
        return client.read_flow_runs(
            flow_run_filter=FlowRunFilter(parent_flow_run_id=ours, state=state)
        )


def _cancel_others() -> None:
    with OnlyWarned("Parts could not be cancelled"), get_client(sync_client=True) as client:
        for run in _runs([*_WAITING, *_BEGUN]):
            client.set_flow_run_state(run.id, Cancelling())
