"""What a shell may complete: the codes of the data package that a call names."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from flows.settings import SettingsError, read_settings

Completing = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
# More would scroll what was typed off the screen.
MOST = 200


def codes(file: str) -> Completing:
    """Return how to complete a code of a code list, such as parks.csv."""

    def complete(context: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
        found = [(code, title) for code, title in _entries(context, file) if code.startswith(typed)]
        return [CompletionItem(code, help=title or None) for code, title in found[:MOST]]

    return complete


def _entries(context: click.Context, file: str) -> Iterable[tuple[str, str]]:
    # Imported late: a shell asks for this at every press of the key.
    from flows.code_lists import read_list
    from flows.code_rows import INDICATORS, PARKS, SEGMENTS, SOURCES

    kinds: dict[str, Any] = {
        "parks.csv": PARKS,
        "indicators.csv": INDICATORS,
        "segments.csv": SEGMENTS,
        "sources.csv": SOURCES,
    }
    try:
        content = (_folder(context) / file).read_bytes()
    except (OSError, SettingsError):
        return []
    entries, _ = read_list({file: content}, kinds[file])
    key = kinds[file].key[0]
    return [(getattr(entry, key), entry.title) for entry in entries]


def _folder(context: click.Context) -> Path:
    # What stands before an option that has no value yet is left over, not taken for the argument.
    given = next(iter(context.args), None) or context.params.get("data")
    return Path(str(given or read_settings().data))
