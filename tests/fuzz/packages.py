"""Data packages of any content: true and broken cells, hostile texts, odd bytes, cycles."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from random import Random

from schemas.printed_figures import PRINTED_COLUMNS
from tests.fuzz import words

Cells = dict[str, Sequence[str]]
# One cell in so many is of another kind than its column.
ODD = 60


def package(seed: int) -> dict[str, bytes]:
    """Return the files of a data package by name; `figures/a.csv` is never damaged."""
    random = Random(seed)
    files = {"figures/a.csv": _figures(random, random.randint(1, 40))}
    if random.random() < 0.3:
        files["figures/b/c.csv"] = _perhaps_damaged(random, _figures(random, 5), 0.5)
    for name, (codes, columns) in words.LISTS.items():
        if random.random() < 0.7:
            files[name] = _perhaps_damaged(random, _code_list(random, codes, columns), 0.03)
    for name, entries in (("rules.yml", _rules), ("waivers.yml", _waivers)):
        if random.random() < 0.5:
            files[name] = _perhaps_damaged(random, "".join(entries(random)).encode(), 0.1)
    return files


def _one(random: Random, usual: Sequence[str], odd: int = ODD) -> str:
    """Take one of the usual words; rarely another text, or a hostile one."""
    if random.randrange(odd):
        return random.choice(usual)
    characters = (chr(random.choice((random.randrange(1, 128), 0x4E2D, 0x202E))) for _ in range(5))
    return random.choice([*words.HOSTILE, "".join(characters)])


def _figures(random: Random, rows: int) -> bytes:
    return _csv(random, PRINTED_COLUMNS, (_figure(random) for _ in range(rows)))


def _figure(random: Random) -> list[str]:
    measure, printed, of = random.choice(words.MEASURES)
    cells: Cells = {
        "figure_id": ("A", "B", *(str(random.randrange(10**6)) for _ in range(20))),
        "source_id": words.SOURCES,
        "park": words.PARKS,
        "indicator": words.INDICATORS,
        "segment": words.SEGMENTS,
        "measure": (measure,),
        "of": of,
        "period": words.PERIODS,
        "status": words.STATUSES,
        "printed": printed,
        "note": words.TITLES,
    }
    return [_one(random, cells[column]) for column in PRINTED_COLUMNS]


def _code_list(random: Random, codes: Sequence[str], columns: Cells) -> bytes:
    """Write a list that has all codes, in its first column, and some rows of anything."""
    first, *others = columns.values()
    some = (_one(random, first) for _ in range(random.randrange(8)))
    rows = ([code, *(_one(random, of) for of in others)] for code in [*codes, *some])
    return _csv(random, [*columns], rows)


def _csv(random: Random, names: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    newline = random.choice(("\n", "\r\n", "\r"))
    csv.writer(out, lineterminator=newline).writerows([names, *rows])
    return out.getvalue().encode()


def _rules(random: Random) -> Iterable[str]:
    for place in range(random.randrange(4)):
        rule = _one(random, words.RULES, 10)
        yield f"rule-{place}:\n  rule: {_quoted(rule)}\n"
        yield random.choice(("", "", "  at_most: warn\n", f"  says: {_quoted(words.HOSTILE[1])}\n"))
        if "$s" in rule:
            yield random.choice(("  for: {s: all}\n", "  for: {s: [a, b]}\n"))


def _waivers(random: Random) -> Iterable[str]:
    for place in range(random.randrange(4)):
        ids = [_quoted(_one(random, ("A", "B", "1", "2"))) for _ in range(random.randint(1, 3))]
        yield f"w-{place}:\n  check: {_quoted(_one(random, words.CHECKS))}\n"
        yield f"  figures: [{', '.join(ids)}]\n  by: me\n"
        yield f"  reason: {_quoted(_one(random, ('seen',), 2))}\n"
        yield f"  until: {_quoted(_one(random, words.DAYS[:4]))}\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _perhaps_damaged(random: Random, content: bytes, share: float) -> bytes:
    if random.random() >= share:
        return content
    at, text = random.randint(0, len(content)), content.decode()
    damages: tuple[Callable[[], bytes], ...] = (
        lambda: text.encode("utf-16"),
        lambda: text.encode("gb18030"),
        lambda: text.encode("utf-8-sig"),
        lambda: content[:at] + random.choice((b"\0", b'"', b"\xff", b"\r", b",")) + content[at:],
        lambda: content[:at],
        lambda: content[:at] + content[at + random.randrange(30) :],
    )
    return random.choice(damages)()
