"""Files that spare the next run some work; without them it only takes longer."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from platformdirs import user_cache_path


def cache_file(name: str) -> Path:
    """Return the file of a name in the user's cache folder."""
    return user_cache_path("parkfigures") / name


def keep(text: str, file: Path) -> None:
    """Write a file, whole or not at all; nothing is said where that cannot be."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="utf-8") as draft:
            draft.write(text)
        Path(draft.name).replace(file)
    except OSError:
        # A folder that cannot be written costs a few seconds a run, no more.
        return
