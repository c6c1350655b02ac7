"""Who holds a file that DuckDB finds locked, in words."""

import re
from pathlib import Path
from textwrap import shorten

from flows.wording import harmless

_HOLDER = re.compile(r"Conflicting lock is held in (?P<program>.+?) \(PID (?P<pid>\d+)\)")
_CHARACTERS = 100


def holder(said: str) -> str:
    """Return the process that holds a file, by what DuckDB said: its id and its command."""
    found = _HOLDER.search(said)
    if found is None:
        return "another process"
    command = shorten(_command(found["pid"]) or found["program"], _CHARACTERS, placeholder=" ...")
    return f"process {found['pid']} ({harmless(command)})"


def _command(pid: str) -> str:
    """Return the command of a process, "" where the system does not tell."""
    try:
        arguments = Path("/proc", pid, "cmdline").read_bytes()
    except OSError:
        return ""
    return arguments.replace(b"\0", b" ").decode(errors="replace").strip()
