"""Reading a data package in a process of its own that may not use more than so much."""

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_READ = """
import json, resource, sys
from pathlib import Path
from flows.figure_files import load_package
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
package = load_package(Path(sys.argv[1]))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({
    "rows": len(package.printed),
    "rules": len(package.rules),
    "waivers": len(package.waivers),
    "unread": [[one.place.file, one.place.line, one.refused, one.found, one.expected]
               for one in package.quarantined],
    "megabytes": (after - before) / 1024,
}))
"""


@dataclass(frozen=True)
class Used:
    """What was read, and how much time and memory beyond the imports it took."""

    rows: int
    rules: int
    waivers: int
    unread: list[list[object]]
    megabytes: float
    seconds: float


def read_limited(folder: Path, cpu_seconds: int = 60, megabytes: int = 3000) -> Used:
    """Read a package; the system ends the process where it takes too much."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))

    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(folder)],
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return Used(**json.loads(done.stdout), seconds=time.monotonic() - start)
