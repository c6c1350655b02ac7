"""The flow that does a part of a run: `check-parks` asks for it, and nobody else."""

# Prefect reads the environment while it is imported, so that this stands first.
import flows.prefect_start  # noqa: F401 imported for what it sets

# isort: split
from importlib.metadata import version
from pathlib import Path

from prefect import flow, runtime

from flows.batches.one_batch import Batch
from flows.brief_faults import tell_briefly
from flows.parts.exchange import Exchange
from flows.parts.one_part import do_part

tell_briefly()


@flow(
    version=version("parkfigures"),
    retries=2,
    retry_delay_seconds=5,
    persist_result=False,
)
def check_part(exchange: Path, part: int, batches: dict[int, int]) -> None:
    """Check the figures of some parks, and hand in what was found.

    Args:
        exchange: Folder in which the run that asks for it has put the figures.
        part: Number of the part.
        batches: Numbers of its batches, each with how many of its passes are logged one by one.
    """
    asked = [Batch(*batch) for batch in batches.items()]
    do_part(Exchange(exchange), part, asked, str(runtime.flow_run.id))
