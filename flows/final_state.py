"""The state in which a run ends."""

from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.headline import headline
from flows.settings import FailOn
from schemas.quality_log import Findings
from schemas.terms import Outcome

_FAILING: dict[FailOn, tuple[Outcome, ...]] = {
    "fail": (Outcome.FAIL,),
    "warn": (Outcome.FAIL, Outcome.WARN),
    "never": (),
}


def final_state(findings: Findings, fail_on: FailOn) -> State[None]:
    """Return the state of a run with these findings.

    A refused file fails the run whatever `fail_on` says: nobody knows what is in it.
    """
    verdict, message = findings.run["verdict"], headline(findings)
    if findings.run["refused"] or verdict in _FAILING[fail_on]:
        return Failed(message=message)
    if verdict == Outcome.PASS:
        return Completed(message=message)
    return Completed(name="CompletedWithWarnings", message=message)
