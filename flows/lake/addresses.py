"""Addresses of logs in DuckLake, such as ducklake:postgres:dbname=log host=db;data_path=/srv/log.

They are kept as paths, as other warehouses are; of two slashes a path keeps one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flows.warehouse.faults import WarehouseError

_LAKE = "ducklake:"
_POSTGRES = "postgres:"
_OPTIONS = ("data_path", "metadata_schema")
_LOST_SLASH = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]+):/(?!/)")
_OTHER_KIND = re.compile(r"^([A-Za-z][A-Za-z0-9_]+):")
# libpq's keywords and addresses, which may have blanks around the sign.
_PASSWORD = re.compile(r"password\s*=|:/[^@\s]*:[^@\s]*@", re.IGNORECASE)


@dataclass(frozen=True)
class LakeAddress:
    """Where a lake's catalog is, a connection to PostgreSQL or a DuckDB file, and its options."""

    catalog: str
    is_postgres: bool
    options: Mapping[str, str] = field(default_factory=dict)

    def placed(self, folder: Path) -> Path:
        """Return the address with its relative paths in a folder."""
        kind = _POSTGRES if self.is_postgres else ""
        catalog = self.catalog if self.is_postgres else str(folder / self.catalog)
        options = dict(self.options)
        if "data_path" in options:
            options["data_path"] = placed_data(options["data_path"], folder)
        told = "".join(f";{name}={text}" for name, text in options.items())
        return Path(f"{_LAKE}{kind}{catalog}{told}")


def is_lake(warehouse: Path) -> bool:
    """Say whether a warehouse is in DuckLake, and no file."""
    return str(warehouse).startswith(_LAKE)


def lake_address(warehouse: Path) -> LakeAddress | None:
    """Read an address in DuckLake, None for a file; WarehouseError where it cannot be used."""
    if not is_lake(warehouse):
        return None
    text = str(warehouse).removeprefix(_LAKE)
    if _PASSWORD.search(text):
        # Addresses are shown and kept; this message must not be the first to do so.
        raise WarehouseError(
            f"{_LAKE}...: holds a password, which would be shown and kept with every run; "
            "PGPASSWORD or the file ~/.pgpass can hold it"
        )
    catalog, *told = text.split(";")
    is_postgres = catalog.startswith(_POSTGRES)
    catalog = _with_slashes(catalog.removeprefix(_POSTGRES))
    if not is_postgres and (not catalog or _OTHER_KIND.match(catalog)):
        raise WarehouseError(
            f"{warehouse}: expected ducklake:postgres:dbname=NAME host=HOST;data_path=FOLDER "
            "or ducklake:FILE"
        )
    return LakeAddress(catalog, is_postgres, dict(_option(warehouse, one) for one in told))


def usable(warehouse: Path) -> Path:
    """Return a warehouse whose address can be used; WarehouseError says why one cannot."""
    lake_address(warehouse)
    return warehouse


def placed(warehouse: Path, folder: Path) -> Path:
    """Return a warehouse whose relative paths start at a folder."""
    address = lake_address(warehouse)
    return folder / warehouse if address is None else address.placed(folder)


def beside(warehouse: Path, name: str) -> Path:
    """Return a folder beside a warehouse's file, or beside the folder of a lake's data files.

    Not within that: a vacuum removes from it what is not the lake's. WarehouseError where the
    address does not say where they are.
    """
    address = lake_address(warehouse)
    if address is None:
        return warehouse.parent / name
    data_path = address.options.get("data_path", "" if address.is_postgres else address.catalog)
    if not data_path or "://" in data_path:
        setting = f"PARKFIGURES_{name.upper()}"
        raise WarehouseError(f"{setting}: not set, expected a folder that all workers can reach")
    folder = Path(data_path)
    return folder.with_name(f"{folder.name}.{name}")


def placed_data(data_path: str, folder: Path) -> str:
    """Return where a lake's data files are: an address as it is, a relative folder in a folder."""
    return data_path if "://" in data_path else str(folder / data_path)


def _option(warehouse: Path, text: str) -> tuple[str, str]:
    name, _, value = (part.strip() for part in text.partition("="))
    if name not in _OPTIONS or not value:
        raise WarehouseError(
            f"{warehouse}: found {text.strip()!r} after a semicolon, expected "
            + " or ".join(f"{option}=..." for option in _OPTIONS)
        )
    return name, _with_slashes(value)


def _with_slashes(text: str) -> str:
    return _LOST_SLASH.sub(r"\1://", text)
