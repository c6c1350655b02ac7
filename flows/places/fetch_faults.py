"""Why something could not be fetched, in words of our own: libraries' hold whole addresses."""

import errno
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from flows.package_files import PackageError

Fetched = TypeVar("Fetched")
PAUSES_SECONDS: tuple[float, ...] = (1, 4, 16)
_WHERE = "credentials come from the environment, ~/.netrc or a block of Prefect's"
_SAID = {
    401: f"not allowed (401); {_WHERE}",
    403: f"not allowed (403); {_WHERE}",
    404: "nothing is there (404)",
    410: "nothing is there any more (410)",
}
_MAY_PASS = (408, 425, 429, 500, 502, 503, 504)


@dataclass(frozen=True)
class Fault:
    """Why something was not fetched, and whether a later try may do better."""

    reason: str
    may_pass: bool = False


# Errors of libraries by name, for they are only imported where they are used.
_BY_KIND = (
    ({"SSLCertVerificationError"}, Fault("its certificate is not to be trusted")),
    ({"NoCredentialsError", "PartialCredentialsError"}, Fault(f"no credentials; {_WHERE}")),
    (
        {"TimeoutError", "Timeout", "ConnectTimeoutError", "ReadTimeoutError"},
        Fault("no answer in time", may_pass=True),
    ),
    ({"FileNotFoundError"}, Fault("nothing is there")),
    ({"PermissionError"}, Fault(f"not allowed; {_WHERE}")),
    ({"GitError", "NotFoundError"}, Fault("no git repository there that can be read")),
    ({"ValueError", "ParamValidationError"}, Fault("no address of a file or a folder")),
    (
        {"ConnectionError", "ClientError", "HTTPClientError", "IncompleteRead"},
        Fault("the connection failed", may_pass=True),
    ),
)


def tried(fetch: Callable[[], Fetched], shown: object) -> Fetched:
    """Fetch something, several times where that may help; PackageError begins with what is shown.

    Between tries there are longer and longer pauses.
    """
    tries = 0
    while True:
        tries += 1
        try:
            return fetch()
        except PackageError as error:
            raise PackageError(f"{shown}: {error}") from None
        except Exception as error:
            fault = fault_of(error)
            if not fault.may_pass or tries > len(PAUSES_SECONDS):
                often = f" ({tries} tries)" if tries > 1 else ""
                raise PackageError(f"{shown}: {fault.reason}{often}") from None
        time.sleep(PAUSES_SECONDS[tries - 1])


def fault_of(error: BaseException) -> Fault:
    """Return what an error of whatever library means."""
    told = (_of(one) for one in _causes(error))
    return next(filter(None, told), Fault(f"cannot be fetched ({type(error).__name__})"))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error's causes, the first one first, and the error itself last."""
    within = (
        error.__cause__,
        None if error.__suppress_context__ else error.__context__,
        getattr(error, "os_error", None),
        getattr(error, "reason", None),
        *error.args,
    )
    for one in within:
        if isinstance(one, BaseException) and one is not error:
            yield from _causes(one)
    yield error


def _of(error: BaseException) -> Fault | None:
    if status := _status(error):
        return Fault(_SAID.get(status, f"the server says {status}"), status in _MAY_PASS)
    if isinstance(error, socket.gaierror):
        return Fault("no such host", error.errno == socket.EAI_AGAIN)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return Fault("no space is left in the cache folder")
    kinds = {kind.__name__ for kind in type(error).__mro__}
    return next((fault for names, fault in _BY_KIND if kinds & names), None)


def _status(error: BaseException) -> int:
    """Return the status of HTTP that an error stands for, 0 if it does for none."""
    answer = getattr(error, "response", None)
    if isinstance(answer, dict):
        return int(answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
    status = getattr(error, "status", None) or getattr(answer, "status_code", None)
    return status if isinstance(status, int) else 0
