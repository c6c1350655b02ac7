"""ibis, imported when a table is first spoken of: what a law says of numbers does without it."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir
else:

    class _Later:
        """A module that is imported when something of it is used."""

        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, name: str) -> Any:
            return getattr(import_module(self._name), name)

    ibis, ir = _Later("ibis"), _Later("ibis.expr.types")

__all__ = ["ibis", "ir"]
