"""What program wrote a run: a hash of its source, since versions change more seldom than code."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import flows
import schemas

# What decides of figures' outcomes, beside the readings and the laws themselves.
_SUFFIXES = (".py", ".lark")


@cache
def program_hash() -> str:
    """Return a SHA-256 over the names and contents of the program's source files."""
    return sha256((package_hash(flows) + package_hash(schemas)).encode()).hexdigest()


@cache
def package_hash(package: ModuleType) -> str:
    """Return a SHA-256 over the names and contents of a package's source files."""
    digest = sha256()
    root = Path(package.__path__[0])
    for file in sorted(path for path in root.rglob("*") if path.suffix in _SUFFIXES):
        content = file.read_bytes()
        name = f"{root.name}/{file.relative_to(root).as_posix()}"
        digest.update(f"{len(name)}:{name}{len(content)}:".encode() + content)
    return digest.hexdigest()
