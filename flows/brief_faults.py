"""Faults of the call or the data told in one line in Prefect's logs, without a traceback."""

import logging

from flows.figure_files import PackageError
from flows.warehouse import WarehouseError

_TOLD = (PackageError, WarehouseError)


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
