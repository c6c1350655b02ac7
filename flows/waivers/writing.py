"""Appending a waiver to waivers.yml: what is there stays byte for byte."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import yaml

from flows.waivers.files import read_waivers
from flows.whole_files import replace_whole
from schemas.waivers import Waiver

LONGEST_LINE_CHARACTERS = 100


class NotWritten(Exception):
    """The file was left as it is; the message says why."""


def append_waiver(file: Path, waiver: Waiver, rules: Collection[str]) -> int:
    """Add a waiver at the end of a file, made where there is none; return its line."""
    before = _content(file)
    after = before + _entry(waiver, before)
    known, _ = read_waivers(before, rules)
    found, mistakes = read_waivers(after, rules)
    if mistakes:
        wrong = f"found {mistakes[0].found}, expected {mistakes[0].expected}"
        raise NotWritten(f"{file}: this waiver would not be read: {wrong}")
    if not found or (*known, waiver) != (*found[:-1], replace(found[-1], line=waiver.line)):
        raise NotWritten(f"{file}: an entry at its end would change others; write it by hand")
    if _content(file) != before:
        raise NotWritten(f"{file}: it has just been changed; try again")
    replace_whole(file, after)
    return found[-1].line


def _content(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""


def _entry(waiver: Waiver, before: bytes) -> bytes:
    """Return a waiver as text that may follow a file's content, with its ends of lines."""
    given = {
        "check": waiver.check_id,
        "figures": list(waiver.figure_ids),
        "outcome": waiver.outcome.value,
        "reason": waiver.reason,
        "by": waiver.by,
        "until": waiver.until,
        "link": waiver.link or None,
    }
    text = yaml.safe_dump(
        {waiver.waiver_id: {name: value for name, value in given.items() if value is not None}},
        allow_unicode=True,
        default_flow_style=None,
        sort_keys=False,
        width=LONGEST_LINE_CHARACTERS,
    )
    newline = "\r\n" if b"\r\n" in before else "\n"
    gap = "" if before.endswith((b"\n", b"\r")) or not before else "\n"
    blank = "\n" if before else ""
    return f"{gap}{blank}{text}".replace("\n", newline).encode()
