"""Settings from the environment: PARKFIGURES_DATA, PARKFIGURES_WAREHOUSE and so on."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

FailOn = Literal["fail", "warn", "never"]
PROJECT_ROOT = Path(__file__).resolve().parents[1]
_PREFIX = "PARKFIGURES_"


class SettingsError(ValueError):
    """A setting that cannot be used; the message names the variable."""


@dataclass(frozen=True)
class Settings:
    """What a run uses where the call does not say otherwise.

    `pass_rows` is how many passes are logged one by one; beyond it they are only counted.
    """

    data: Path = Path("data")
    warehouse: Path = Path("parkfigures.duckdb")
    fail_on: FailOn = "fail"
    pass_rows: int = 100_000


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings, each by its variable or its default; SettingsError names a bad one."""
    return Settings(
        **{
            field: _read(_PREFIX + field.upper(), environment, kind)
            for field, kind in _KINDS.items()
            if environment.get(_PREFIX + field.upper())
        }
    )


def _read(name: str, environment: Mapping[str, str], kind: Callable[[str], Any]) -> Any:
    try:
        return kind(environment[name])
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


_KINDS: Mapping[str, Callable[[str], Any]] = {
    "data": Path,
    "warehouse": Path,
    "fail_on": _fail_on,
    "pass_rows": _count,
}
