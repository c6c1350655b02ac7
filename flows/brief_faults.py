"""Faults of the call or the data told in one line in Prefect's logs, without a traceback."""

import logging
from types import TracebackType

from prefect import get_run_logger

from flows.figure_files import PackageError
from flows.notify import NotSent
from flows.parts.exchange import PartsError
from flows.warehouse.recording import WarehouseError

_TOLD = (PackageError, WarehouseError, NotSent, PartsError)


def drop_traceback(record: logging.LogRecord) -> bool:
    """Take the traceback off a record of a fault whose message says everything."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, _TOLD):
        record.exc_info = None
    return True


def tell_briefly() -> None:
    """Make the logs of flow and task runs tell such faults in one line."""
    for name in ("prefect.flow_runs", "prefect.task_runs"):
        logging.getLogger(name).addFilter(drop_traceback)


class OnlyWarned:
    """Makes a fault a warning in the run's log: what was recorded is true, told or not."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        """Watch what is done within."""

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        fault: BaseException | None,
        _traceback: TracebackType | None,
    ) -> bool:
        if not isinstance(fault, Exception):
            return False
        get_run_logger().warning("%s: %s: %s", self._what, type(fault).__name__, fault)
        return True
