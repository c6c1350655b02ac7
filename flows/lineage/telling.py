"""Telling OpenLineage of runs: turned off by default, and never in the way of a check."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import click

from flows.places.addresses import GivenPackage
from flows.wording import harmless
from schemas.quality_log import Findings

Tell = Callable[[Findings], None]
Warn = Callable[[str], None]
# Events that are kept to be sent together have this long when a run ends.
_LONGEST_WAIT_SECONDS = 30.0
_QUIET = logging.NullHandler()


def _on_stderr(text: str) -> None:
    click.echo(f"Warning: {text}", err=True)


@contextmanager
def lineage(run_id: str, data: GivenPackage, on: bool, warn: Warn = _on_stderr) -> Iterator[Tell]:
    """Tell of a run's start and end where that is turned on; yield what takes its findings.

    A run that raises has failed, one that is interrupted was aborted.
    """
    if not on:
        yield lambda _findings: None
        return
    from flows.lineage.events import RunEvents

    found: list[Findings] = []
    events, sender = RunEvents(run_id, data), _Sender(warn)
    sender.send(events.started)
    try:
        yield found.append
    except BaseException as fault:
        sender.send(partial(events.failed, fault))
        raise
    else:
        sender.send(partial(events.completed, *found))
    finally:
        sender.close()


class _Sender:
    """OpenLineage's own client; the first fault is told, and then nothing more is sent."""

    def __init__(self, warn: Warn) -> None:
        self._warn = warn
        self._client: Any = None
        with self._telling_faults():
            self._client = _client()

    def send(self, make_event: Callable[[], Any]) -> None:
        with self._telling_faults():
            if self._client is not None:
                self._client.emit(make_event())

    def close(self) -> None:
        with self._telling_faults():
            if self._client is not None and not self._client.close(_LONGEST_WAIT_SECONDS):
                self._warn("OpenLineage may not have been told all of this run")

    @contextmanager
    def _telling_faults(self) -> Iterator[None]:
        try:
            yield
        except Exception as fault:
            # Whatever a transport raises, the check goes on.
            self._client = None
            self._warn(f"OpenLineage is not told of this run: {harmless(fault)}")


class NotConfigured(Exception):
    """OpenLineage is turned on, but nothing says where events go."""


def _client() -> Any:
    # Faults are told once, by the sender; handlers that someone set up still get all of them.
    for name in ("openlineage", "urllib3"):
        logging.getLogger(name).addHandler(_QUIET)
    from openlineage.client import OpenLineageClient

    client = OpenLineageClient()
    if client.transport.kind == "console" and not (client.config.transport or {}).get("type"):
        raise NotConfigured("set OPENLINEAGE_URL, or write an openlineage.yml")
    return client
