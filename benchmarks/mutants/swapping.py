"""Putting a mutant in its module's place while the program is loaded: the code of one function."""

import gc
from collections.abc import Iterator
from functools import cache
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FunctionType

from benchmarks.mutants.making import Mutant
from benchmarks.mutants.reaching import ROOT, Name, name_of


def changed_function(mutant: Mutant) -> tuple[CodeType, CodeType] | None:
    """Return the code of the outermost function that differs, as it was and as it is now.

    None where the module or a class differs outside of functions.
    """
    now = compile(mutant.source, "", "exec")
    return _changed(_compiled(mutant.file), now)


def called(function: CodeType, file: str, names: set[Name]) -> bool:
    """Return whether a function, or one within it, is among those named."""
    return any(name_of(code, file) in names for code in _within(function))


def loaded_functions() -> dict[Name, list[FunctionType]]:
    """Return all functions of schemas/ that are loaded, by name."""
    found: dict[Name, list[FunctionType]] = {}
    folder = f"{ROOT / 'schemas'}/"
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(folder):
            file = one.__code__.co_filename.removeprefix(f"{ROOT}/")
            found.setdefault(name_of(one.__code__, file), []).append(one)
    return found


@cache
def _compiled(file: Path) -> CodeType:
    return compile(file.read_text(encoding="utf-8"), "", "exec")


def _changed(was: CodeType, now: CodeType) -> tuple[CodeType, CodeType] | None:
    """Return the one function that differs; its lines do not count, for they may be moved."""
    pairs = [
        (one, other)
        for one, other in zip(_parts(was), _parts(now), strict=False)
        if _content(one) != _content(other)
    ]
    if len(_parts(was)) != len(_parts(now)) or _own(was) != _own(now) or len(pairs) != 1:
        return None
    [(one, other)] = pairs
    return (one, other) if one.co_flags & CO_OPTIMIZED else _changed(one, other)


def _parts(code: CodeType) -> list[CodeType]:
    return [one for one in code.co_consts if isinstance(one, CodeType)]


def _within(code: CodeType) -> Iterator[CodeType]:
    yield code
    for one in _parts(code):
        yield from _within(one)


def _content(code: CodeType) -> tuple[object, ...]:
    return (*_own(code), *map(_content, _parts(code)))


def _own(code: CodeType) -> tuple[object, ...]:
    """Return what a code does itself, with the types of its constants, for 1 equals True."""
    consts = [repr(one) for one in code.co_consts if not isinstance(one, CodeType)]
    names = code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars
    return code.co_name, code.co_flags, code.co_code, tuple(consts), names
