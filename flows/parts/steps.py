"""The steps of a run in parts as Prefect tasks."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.figure_files import Package
from flows.parts import collecting, handing_out
from flows.parts.exchange import Exchange
from flows.parts.handing_out import HandedOut
from flows.runs import RunRequest
from schemas.quality_log import Findings


@task(task_run_name="hand out", persist_result=False, cache_policy=NO_CACHE)
def hand_out(
    package: Package, run: RunRequest, exchange: Exchange, figures_per_part: int
) -> HandedOut:
    """Put the package's figures into parts, and write what each is handed."""
    return handing_out.hand_out(package, run, exchange, figures_per_part)


@task(task_run_name="collect", persist_result=False, cache_policy=NO_CACHE)
def collect(
    package: Package, handed_out: HandedOut, run: RunRequest, exchange: Exchange
) -> Findings:
    """Put together what all parts found."""
    return collecting.collected(package, handed_out, run, exchange)
