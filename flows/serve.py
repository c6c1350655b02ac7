"""Prefect on one machine: server, deployments and a worker together, until Ctrl-C."""

# Prefect reads the environment while it is imported, so that this stands first.
import flows.prefect_start  # noqa: F401 imported for what it sets

# isort: split
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import sleep
from types import FrameType
from typing import Any, NoReturn
from urllib.error import URLError
from urllib.request import urlopen

import click
from prefect.settings import get_current_settings

from flows.automations import BLOCK_NAME, put_up_automations
from flows.processes import PAUSE_SECONDS, Group
from flows.settings import PROJECT_ROOT
from flows.work_pool import WORK_POOL, prepare_work_pool

STOPPED, FAILED, UNUSABLE = 0, 1, 2


class ServeError(Exception):
    """What keeps Prefect from running here; the message says what to do."""

    def __init__(self, message: str, exit_status: int) -> None:
        super().__init__(message)
        self.exit_status = exit_status


def main() -> int:
    """Run Prefect until it is stopped; return the exit status."""
    # Set also for SIGINT: a shell's background job would ignore it, and so would the worker.
    _on_stop_signals(signal.default_int_handler)
    server = get_current_settings().server.api
    address = f"http://{_reachable(server.host)}:{server.port}"
    here = {"PREFECT_API_URL": f"{address}/api", "PARKFIGURES_FOLDER": str(Path.cwd())}
    environment = {**os.environ, **here}
    try:
        _refuse_busy(server.host, server.port)
        with Group(environment, PROJECT_ROOT) as group:
            _run(group, environment, address)
    except KeyboardInterrupt:
        click.echo("Stopped.")
        return STOPPED
    except ServeError as error:
        click.echo(f"Error: {error}", err=True)
        return error.exit_status


def _on_stop_signals(handler: Callable[[int, FrameType | None], Any] | signal.Handlers) -> None:
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, handler)


def _run(group: Group, environment: dict[str, str], address: str) -> NoReturn:
    try:
        _start(group, environment)
        click.echo(_welcome(address))
        _wait(group)
    finally:
        # An impatient second Ctrl-C must not leave the rest running.
        _on_stop_signals(signal.SIG_IGN)
        click.echo("Stopping ...")


def _reachable(host: str) -> str:
    """Return where a server that listens on this host is found from here."""
    return "127.0.0.1" if host == "0.0.0.0" else host


def _refuse_busy(host: str, port: int) -> None:
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        message = (
            f"cannot listen on {host}:{port}: {error.strerror}. Stop the program that does, "
            f"or choose another port: PREFECT_SERVER_API_PORT={port + 1} make serve"
        )
        raise ServeError(message, UNUSABLE) from None


def _start(group: Group, environment: dict[str, str]) -> None:
    click.echo("Starting Prefect; the first time takes half a minute ...")
    group.start("server", "prefect", "server", "start")
    while not _answers(environment["PREFECT_API_URL"]):
        _refuse_ended(group)
        sleep(PAUSE_SECONDS)
    prepare_work_pool(environment["PREFECT_API_URL"])
    group.start("worker", "prefect", "worker", "start", "--pool", WORK_POOL, "--type", "process")
    _deploy(environment)
    if put_up_automations(environment["PREFECT_API_URL"]):
        click.echo(f"What is new is told by the notification block {BLOCK_NAME!r}.")


def _answers(api: str) -> bool:
    try:
        with urlopen(f"{api}/health", timeout=1) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _folder_of_deployments() -> Path:
    """Return the folder with the prefect.yaml that counts: one's own, else the project's."""
    return Path.cwd() if Path("prefect.yaml").exists() else PROJECT_ROOT


def _deploy(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"]
    done = subprocess.run(
        command,
        cwd=_folder_of_deployments(),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ServeError(f"prefect.yaml could not be deployed:\n{done.stdout}{done.stderr}", FAILED)


def _wait(group: Group) -> NoReturn:
    while True:
        _refuse_ended(group)
        sleep(PAUSE_SECONDS)


def _refuse_ended(group: Group) -> None:
    if ended := group.ended():
        raise ServeError(f"the {ended} has ended; the rest is stopped too", FAILED)


def _welcome(address: str) -> str:
    folder = _folder_of_deployments()
    example = "check-figures/on-demand" if folder == PROJECT_ROOT else "FLOW/DEPLOYMENT"
    return f"""
Prefect runs at {address} and checks figures on the schedules of
{folder / "prefect.yaml"}.
Check now: open {address}/deployments, or in another terminal
  export PREFECT_API_URL={address}/api
  {sys.prefix}/bin/prefect deployment run {example} --watch
Stop with Ctrl-C.
"""


if __name__ == "__main__":
    sys.exit(main())
