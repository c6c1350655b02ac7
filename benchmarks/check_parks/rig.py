"""PostgreSQL, a Prefect server that keeps its runs there, and workers that do parts."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import postgres
from benchmarks.measuring.running import ROOT
from benchmarks.start.server import prefect_server
from flows.processes import Group

_WORKER = (
    *("prefect", "worker", "start", "--pool", "parks", "--work-queue", "parts"),
    *("--type", "process", "--limit", "1"),
)


@dataclass(frozen=True)
class Rig:
    """A lake, and the environment in which it and the Prefect server are found."""

    lake: str
    environment: Mapping[str, str]

    @contextmanager
    def workers(self, count: int) -> Iterator[None]:
        """Start workers, and stop them in the end."""
        with Group(os.environ | self.environment, ROOT) as group:
            for number in range(count):
                group.start(f"worker {number}", *_WORKER, "--name", f"worker-{number}")
            yield


@contextmanager
def rig(folder: Path) -> Iterator[Rig]:
    """Start PostgreSQL and a Prefect server with the project's deployments."""
    with postgres.running() as catalog:
        ours = {
            "PREFECT_SERVER_DATABASE_CONNECTION_URL": catalog.of_prefect,
            # As often as docs/deploying.md has it.
            "PREFECT_WORKER_QUERY_SECONDS": "2",
            "PGPASSWORD": postgres.PASSWORD,
        }
        with prefect_server(folder, ours) as environment:
            lake = f"ducklake:postgres:{catalog.place};data_path={folder}/files"
            found = Rig(lake, {**ours, **environment})
            _deploy(found)
            yield found


def _deploy(rig: Rig) -> None:
    """Make the work pool and its queue without a limit, and the deployments."""
    made = (
        "from flows.work_pool import prepare_work_pool as p; import os; "
        "p(os.environ['PREFECT_API_URL'])"
    )
    for asked in (
        ["-c", made],
        ["-m", "prefect", "work-queue", "clear-concurrency-limit", "parts", "--pool", "parks"],
        ["-m", "prefect", "--no-prompt", "deploy", "--all"],
    ):
        subprocess.run(
            [sys.executable, *asked],
            cwd=ROOT,
            env=os.environ | rig.environment,
            stdout=subprocess.DEVNULL,
            check=True,
        )
