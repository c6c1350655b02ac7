"""A flow that does nothing, in as many task runs as the check has: what Prefect itself takes."""

# Prefect reads the environment while it is imported, so that this stands first.
import flows.prefect_start  # noqa: F401 imported for what it sets

# isort: split
from prefect import flow, task
from prefect.cache_policies import NO_CACHE

# Reading, confronting, recording, showing, and the report.
TASK_RUNS = 5


@task(persist_result=False, cache_policy=NO_CACHE)
def nothing() -> None:
    """Do nothing."""


@flow(persist_result=False)
def nothing_in_steps() -> None:
    """Do nothing, step by step."""
    for _ in range(TASK_RUNS):
        nothing()


if __name__ == "__main__":
    nothing_in_steps()
