"""The machine that measured, without a name or a place."""

import os
import platform
from importlib.metadata import version
from pathlib import Path


def machine(*packages: str) -> str:
    """Describe the machine and the versions of some installed packages, in one sentence."""
    gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{package} {version(package)}" for package in packages)
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores{_model()}, {gib:.0f} GiB of memory, {platform.system()}, "
        f"Python {platform.python_version()}, {versions}; load {load:.1f} at the start."
    )


def _model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    found = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f" ({found[0]})" if found else ""
