"""Starting a data package: a small one of real figures, that explains itself."""

import shutil
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from shlex import quote

import click

from flows.commands.options import Unusable
from flows.wording import counted, harmless

STARTER = "starter"
_FIGURE = "cd-core-share"
_NEXT = (
    ("parkfigures check {folder}", "checks them"),
    (f"parkfigures explain {_FIGURE} {{folder}}", "shows the arithmetic behind one"),
    ("parkfigures add {folder}", "asks for another one"),
)


def start_and_show(folder: Path) -> None:
    """Make a data package in a new or empty folder and say what to do; Unusable elsewhere."""
    _refuse_full(folder)
    with as_file(files("flows.adding") / STARTER) as starter:
        names = [str(path.relative_to(starter)) for path in starter.rglob("*") if path.is_file()]
        shutil.copytree(starter, folder, copy_function=_copy, dirs_exist_ok=True)
    click.echo(f"Made a data package in {harmless(folder)}: {counted(len(names), 'file')}.")
    click.echo(f"{harmless(folder / 'README.md')} says what they are.\n")
    for line in _commands(folder):
        click.echo(line)


def _copy(source: str, target: str) -> None:
    """Write a new file as whoever is here would write it, whatever the program's own one is."""
    with Path(target).open("xb") as file:
        file.write(Path(source).read_bytes())


def _refuse_full(folder: Path) -> None:
    if folder.is_dir():
        if any(folder.iterdir()):
            raise Unusable(f"{folder}: not empty; expected a new or an empty folder")
    elif folder.exists() or folder.is_symlink():
        raise Unusable(f"{folder}: not a folder; expected a new or an empty one")


def _commands(folder: Path) -> Iterator[str]:
    place = harmless(quote(str(folder)))
    calls = [(call.format(folder=place), says) for call, says in _NEXT]
    longest = max(len(call) for call, _ in calls)
    yield from (f"  {call:<{longest}}  {says}" for call, says in calls)
