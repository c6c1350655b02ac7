"""A Prefect server of its own, with its files in a folder, for as long as it is measured."""

import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

from flows.prefect_start import set_environment
from flows.processes import Group

PATIENCE_SECONDS = 120


@contextmanager
def prefect_server(
    folder: Path, more: Mapping[str, str] | None = None
) -> Iterator[Mapping[str, str]]:
    """Start a server, with more in its environment; yield the one in which Prefect finds it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    environment = {
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_LOGGING_LEVEL": "ERROR",
        **(more or {}),
    }
    set_environment(environment)
    with Group(os.environ | environment, folder) as group:
        group.start("server", "prefect", "server", "start")
        _wait_for(environment["PREFECT_API_URL"])
        yield environment


def _wait_for(api: str) -> None:
    deadline = monotonic() + PATIENCE_SECONDS
    while monotonic() < deadline:
        try:
            with urlopen(f"{api}/health", timeout=5):
                return
        except (URLError, OSError):
            sleep(0.5)
    raise TimeoutError(f"no Prefect server within {PATIENCE_SECONDS} s")
