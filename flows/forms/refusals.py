"""Whatever a reader of foreign files stumbles over -> a refusal of the file that says so."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from flows.text_files import Refused
from schemas.faults import shorten


@contextmanager
def refused_if_broken(what: str) -> Iterator[None]:
    """Raise Refused for any error but that one; `what` is the kind of file that was expected."""
    try:
        with warnings.catch_warnings():
            # What a reader leaves out (charts, macros, links) is no part of a table.
            warnings.simplefilter("ignore")
            yield
    except Refused:
        raise
    # Damaged bytes raise nearly anything in readers of binary files.
    except Exception as error:
        said = shorten(" ".join(str(error).split())) or type(error).__name__
        expected = f"{what} that is whole: open it where it was made and save it again"
        raise Refused(f"a damaged file: {said}", expected) from None
