"""Confronting a batch without looking for garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def not_collecting() -> Iterator[None]:
    """Look for no garbage for a while.

    Nearly all that a batch makes lasts as long as the batch: an eighth of its time would go into
    looking for what does not.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
