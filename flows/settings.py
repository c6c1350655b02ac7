"""Settings from the environment: PARKFIGURES_DATA, PARKFIGURES_WAREHOUSE and so on."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from flows.lake.addresses import beside, is_lake, usable
from flows.places.addresses import GivenPackage, as_given
from flows.warehouse.faults import WarehouseError

FailOn = Literal["fail", "warn", "never"]
PROJECT_ROOT = Path(__file__).resolve().parents[1]
_PREFIX = "PARKFIGURES_"
# An address may hold commas itself; the next one begins with its kind.
_BETWEEN_ADDRESSES = re.compile(r"[,\s]+(?=block:|[a-z0-9]+://)", re.IGNORECASE)


class SettingsError(ValueError):
    """A setting that cannot be used; the message names the variable."""


@dataclass(frozen=True)
class Settings:
    """What a run uses where the call does not say otherwise.

    `pass_rows` is how many passes are logged one by one; beyond it they are only counted.
    `folder` is where the relative paths of a deployment's run start.
    `openlineage` says whether OpenLineage is told of runs.
    `reports` is the folder of the HTML reports, None for one beside the warehouse's file or, of a
    lake, in the folder where paths start; `report_url` the address under which it is served.
    `notify` are addresses, which may hold passwords.
    `retention` is how long `parkfigures vacuum` keeps runs, None for ever.
    `parts` is the folder in which a run and its parts exchange files, None for one beside the
    warehouse's file or the lake's data files.
    `storage_block` is the block of Prefect's that has credentials for packages at addresses.
    """

    data: GivenPackage = Path("data")
    warehouse: Path = Path("parkfigures.duckdb")
    fail_on: FailOn = "fail"
    pass_rows: int = 100_000
    folder: Path = PROJECT_ROOT
    openlineage: bool = False
    reports: Path | None = None
    report_url: str = ""
    notify: tuple[str, ...] = field(default=(), repr=False)
    retention: timedelta | None = None
    storage_block: str = ""
    parts: Path | None = None

    @property
    def parts_folder(self) -> Path:
        """Return the folder in which a run and its parts exchange files."""
        return self.parts or beside(self.warehouse, "parts")

    @property
    def reports_folder(self) -> Path:
        """Return the folder of the HTML reports."""
        beside = Path() if is_lake(self.warehouse) else self.warehouse.parent
        return self.reports or beside / "reports"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings, each by its variable or its default; SettingsError names a bad one."""
    return Settings(
        **{
            name: _read(_PREFIX + name.upper(), environment, kind)
            for name, kind in _KINDS.items()
            if environment.get(_PREFIX + name.upper())
        }
    )


def _read(name: str, environment: Mapping[str, str], kind: Callable[[str], Any]) -> Any:
    try:
        return kind(environment[name])
    except WarehouseError as error:
        # What was found may hold a password.
        raise SettingsError(f"{name}: {error}") from None
    except ValueError as error:
        raise SettingsError(f"{name}: found {environment[name]!r}, expected {error}") from None


def _fail_on(text: str) -> str:
    if text not in get_args(FailOn):
        raise ValueError("one of " + ", ".join(get_args(FailOn)))
    return text


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError("a whole number, such as 100000")
    return int(text)


def _web_address(text: str) -> str:
    if not re.match(r"https?://[^/\s]", text, re.IGNORECASE):
        raise ValueError("an address that begins with http:// or https://")
    return text


def _addresses(text: str) -> tuple[str, ...]:
    return tuple(filter(None, _BETWEEN_ADDRESSES.split(text.strip(", \t\r\n"))))


def retention(text: str) -> timedelta | None:
    """Return how long runs are kept, None for ever; ValueError says what was expected."""
    days = re.fullmatch(r"([0-9]{1,6}) days?", text.strip())
    if days is None and text.strip() != "none":
        raise ValueError("a number of days, such as 400 days, or none")
    return timedelta(days=int(days[1])) if days else None


def _true_or_false(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError("true or false")
    return text.lower() == "true"


_KINDS: Mapping[str, Callable[[str], Any]] = {
    "data": as_given,
    "warehouse": lambda text: usable(Path(text)),
    "fail_on": _fail_on,
    "pass_rows": _count,
    "folder": Path,
    "openlineage": _true_or_false,
    "reports": Path,
    "report_url": _web_address,
    "notify": _addresses,
    "retention": retention,
    "storage_block": str.strip,
    "parts": Path,
}
