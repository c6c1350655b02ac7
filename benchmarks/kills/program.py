"""The program in processes of its own, which start at once: copies of one that has imported it."""

import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from flows.cli import parkfigures

FAULT = 70


def start(*commands: Sequence[str], imported: Path | None = None) -> int:
    """Start a process that carries out commands of parkfigures one by one; return its id.

    It writes what it has imported in the end to a file, where one is given.
    """
    sys.stdout.flush()
    process = os.fork()
    if process:
        return process
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        for command in commands:
            parkfigures.main(args=list(command), prog_name="parkfigures", standalone_mode=False)
        if imported:
            imported.write_text("\n".join(sys.modules), encoding="utf-8")
        os._exit(0)
    except BaseException as fault:
        print(f"{type(fault).__name__}: {fault}", file=sys.stderr, flush=True)
        os._exit(FAULT)


def ended(process: int) -> int:
    """Wait for the end of a process; return its exit status, or the signal below zero."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def done(*commands: Sequence[str], imported: Path | None = None) -> None:
    """Carry out commands in a process of their own, to their end."""
    status = ended(start(*commands, imported=imported))
    if status:
        raise RuntimeError(f"{commands} ended with {status}")


def warm(folder: Path, *commands: Sequence[str]) -> None:
    """Import here what commands import, so that they have no more to import.

    Only that: what starts threads cannot be copied.
    """
    listed = folder / "imported"
    done(*commands, imported=listed)
    for module in listed.read_text(encoding="utf-8").splitlines():
        with suppress(Exception):
            importlib.import_module(module)
