"""The program in processes of its own, which start at once: copies of one that has imported it.

That one is multiprocessing's fork server: it has no threads, which a copy would do without.
"""

import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path

_PROCESSES = multiprocessing.get_context("forkserver")
FAULT = 70
Program = multiprocessing.context.ForkServerProcess


def start(*commands: Sequence[str]) -> Program:
    """Start a process that carries out commands of parkfigures one by one."""
    process = _PROCESSES.Process(target=_carry_out, args=(commands,))
    process.start()
    return process


def ended(process: Program) -> int:
    """Wait for the end of a process; return its exit status, or the signal below zero."""
    process.join()
    status = process.exitcode
    process.close()
    return FAULT if status is None else status


def warm(folder: Path, *commands: Sequence[str]) -> None:
    """Let the fork server import what commands import, so that they have no more to import."""
    listed = folder / "imported"
    process = multiprocessing.get_context("spawn").Process(
        target=_carry_out, args=(commands, listed)
    )
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"{commands} ended with {process.exitcode}")
    names = listed.read_text(encoding="utf-8").splitlines()
    _PROCESSES.set_forkserver_preload([name for name in names if _is_worth_naming(name)])


def _is_worth_naming(module: str) -> bool:
    # A package imports most of its own modules, and the list is part of a command line.
    return "." not in module or module.startswith(("flows.", "schemas."))


def _carry_out(commands: Sequence[Sequence[str]], imported: Path | None = None) -> None:
    from flows.cli import parkfigures

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
