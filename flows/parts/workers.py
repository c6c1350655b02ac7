"""Having parts done by the workers of a Prefect server: each is a run of its deployment."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, cast

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.responses import DeploymentResponse
from prefect.deployments import run_deployment
from prefect.exceptions import ObjectNotFound
from prefect.settings import get_current_settings

from flows.parts.exchange import Exchange, PartsError
from flows.parts.handing_out import Part

DEPLOYMENT = "check-part/check-part"
# More parts are not asked for at a time: they would only wait, and be asked after.
MOST_AT_ONCE = 32
# The server is asked about so many parts a second.
_ASKED_A_SECOND = 10


class PartLost(Exception):
    """A part whose run came to nothing; another one may do better."""


@dataclass
class Asked:
    """What parts are asked for with; `lost` counts the runs of each that came to nothing."""

    exchange: Exchange
    parts: int
    lost: Counter[int] = field(default_factory=Counter)

    @property
    def poll_seconds(self) -> float:
        """How long to wait before the server is asked about a part again."""
        return max(1.0, min(self.parts, MOST_AT_ONCE) / _ASKED_A_SECOND)


def deployment_of_parts() -> DeploymentResponse:
    """Return the deployment that does parts; PartsError says what to do where there is none."""
    if not get_current_settings().api.url:
        raise PartsError(
            "parts are done by workers, which need a Prefect server: `parkfigures serve` starts "
            "one with a worker, and PREFECT_API_URL says where it is"
        )
    try:
        with get_client(sync_client=True) as client:
            found = client.read_deployment_by_name(DEPLOYMENT)
    except ObjectNotFound:
        raise PartsError(
            f"the Prefect server has no deployment {DEPLOYMENT}: "
            "`prefect --no-prompt deploy --all` makes those of prefect.yaml"
        ) from None
    if not found.work_pool_name:
        raise PartsError(f"the deployment {DEPLOYMENT} has no work pool, so that no worker does it")
    return found


def _may_be_done(_task: object, _task_run: object, state: Any) -> bool:
    """Say whether another try may do: not where someone cancelled it, or a folder is not seen."""
    return not isinstance(state.data, PartsError)


@task(
    task_run_name="part {part.number}",
    retries=3,
    retry_delay_seconds=[1, 10, 30],
    retry_condition_fn=_may_be_done,
    persist_result=False,
    cache_policy=NO_CACHE,
)
def have_done(asked: Asked, part: Part) -> None:
    """Have a part done by a worker; where its run comes to nothing, by another one."""
    # A try that could not reach the server finds the run that it asked for, and asks for no other.
    key = f"{asked.exchange.folder.name}-{part.number}-{asked.lost[part.number]}"
    asked_run = run_deployment(
        DEPLOYMENT,
        parameters=_parameters(asked.exchange, part),
        flow_run_name=f"part {part.number} of {asked.parts}",
        idempotency_key=key,
        poll_interval=asked.poll_seconds,
    )
    # Outside an event loop it is the run itself.
    run = cast(FlowRun, asked_run)
    state = run.state
    if asked.exchange.found(part.number).is_dir():
        return
    if state is None or not state.is_final():
        raise PartLost(f"part {part.number}: its run {run.id} has no end")
    told = f"part {part.number}: its run {run.id} ended as {state.name}: {state.message}"
    if state.is_cancelled():
        raise PartsError(told)
    if state.is_completed():
        folder = asked.exchange.folder
        raise PartsError(f"{told}, but nothing is in {folder}; expected a folder all workers share")
    asked.lost[part.number] += 1
    raise PartLost(told)


def _parameters(exchange: Exchange, part: Part) -> dict[str, Any]:
    return {
        "exchange": str(exchange.folder),
        "part": part.number,
        "batches": {str(one.number): one.pass_rows for one in part.batches},
    }
