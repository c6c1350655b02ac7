"""Prefect on one machine: server, deployments and a worker together, until Ctrl-C."""

# Prefect reads the environment while it is imported, so that this stands first.
import flows.prefect_start  # noqa: F401 imported for what it sets

# isort: split
import os
import shlex
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from time import sleep
from urllib.error import URLError
from urllib.request import urlopen

import click
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.exceptions import ObjectAlreadyExists
from prefect.settings import PREFECT_API_URL, get_current_settings, temporary_settings
from prefect.workers.process import ProcessWorker

from flows.processes import PAUSE_SECONDS, Group
from flows.settings import PROJECT_ROOT

WORK_POOL = "parks"
STOPPED, FAILED, UNUSABLE = 0, 1, 2


class ServeError(Exception):
    """What keeps Prefect from running here; the message says what to do."""


def main() -> int:
    """Run Prefect until it is stopped; return the exit status."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    server = get_current_settings().server.api
    address = f"http://{_reachable(server.host)}:{server.port}"
    environment = {**os.environ, "PREFECT_API_URL": f"{address}/api"}
    try:
        _refuse_busy(server.host, server.port)
        with Group(environment, PROJECT_ROOT) as group:
            _start(group, environment, address)
            click.echo(_welcome(address))
            _wait(group)
    except KeyboardInterrupt:
        click.echo("Stopped.")
        return STOPPED
    except ServeError as error:
        click.echo(f"Error: {error}", err=True)
        return UNUSABLE
    return FAILED


def _reachable(host: str) -> str:
    """Return where a server that listens on this host is found from here."""
    return "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104


def _refuse_busy(host: str, port: int) -> None:
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        raise ServeError(
            f"{host}:{port} cannot be listened on: {error.strerror}; stop the program that does, "
            "or choose another port: PREFECT_SERVER_API_PORT=4201 make serve"
        ) from None
