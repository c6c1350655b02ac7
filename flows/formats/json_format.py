"""Findings as JSON, for other programs."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from math import isfinite
from typing import Any

from schemas.quality_log import Findings


def findings_json(findings: Findings) -> str:
    """Return findings as one JSON object; its rows have the columns of the log's tables."""
    rows = {
        "run": findings.run,
        "results": findings.results,
        "implied": findings.implied,
        "quarantine": findings.quarantine,
        "uncompared": findings.uncompared,
    }
    return _json(rows, indent=1)


def row_json(row: Mapping[str, Any]) -> str:
    """Return one row as JSON on one line."""
    return _json(row)


def as_text(value: object) -> str:
    """Return a day or a time in ISO 8601, anything else as it prints itself."""
    if isinstance(value, datetime):
        return f"{value.isoformat()}Z"
    return value.isoformat() if isinstance(value, date) else str(value)


def _json(value: Any, indent: int | None = None) -> str:
    finite = _finite(value)
    return json.dumps(finite, ensure_ascii=False, allow_nan=False, indent=indent, default=as_text)


def _finite(value: Any) -> Any:
    """Return a value with null for what JSON has no number for."""
    if isinstance(value, Mapping):
        return {name: _finite(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(each) for each in value]
    return None if isinstance(value, float) and not isfinite(value) else value
