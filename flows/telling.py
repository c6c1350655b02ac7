"""The steps of the flow that tell others of changes: events for Prefect, messages for people."""

from collections.abc import Sequence
from pathlib import Path

from prefect import get_run_logger, runtime, task
from prefect.cache_policies import NO_CACHE

from flows import events, notify
from flows.brief_faults import OnlyWarned
from flows.news_message import Message, message_of
from flows.report.names import Names
from flows.run_changes_reading import changes_since_previous
from schemas.news import news_of
from schemas.quality_log import Findings

# A mail server that is busy, or a machine that has just woken up.
RETRY_AFTER_SECONDS = [5.0, 30.0]


@task(task_run_name="tell what changed", persist_result=False, cache_policy=NO_CACHE)
def tell(findings: Findings, warehouse: Path, link: str | None, to: Sequence[str]) -> None:
    """Emit an event for each change since the run before, and send a message of them all.

    `to` are the addresses of the setting `notify`.
    """
    with OnlyWarned("What changed could not be told"):
        changes = changes_since_previous(warehouse, findings.run["run_id"])
        news, names = news_of(changes, findings.results), Names(findings.titles)
        events.emit(news, findings.run, names, link)
        message = message_of(news, names, link)
        if message is not None:
            for place, address in enumerate(to, start=1):
                send(address, message, place)


@task(
    task_run_name="send to address {place}",
    retries=len(RETRY_AFTER_SECONDS),
    retry_delay_seconds=RETRY_AFTER_SECONDS,
    persist_result=False,
    cache_policy=NO_CACHE,
)
def send(address: str, message: Message, place: int) -> None:
    """Send a message; one that cannot be sent in the end is a warning in the run's log."""
    try:
        notify.send(address, message, place)
    except notify.NotSent as fault:
        if fault.may_pass and runtime.task_run.run_count <= len(RETRY_AFTER_SECONDS):
            raise
        get_run_logger().warning("%s", fault)
