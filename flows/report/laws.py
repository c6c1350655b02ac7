"""What a check says, in a sentence."""

from functools import cache

OTHERS = {
    "network": "Several relations together leave no numbers that all of them allow.",
    "waiver": "A waiver holds, and accepts an outcome that is there.",
}
RULE = "A rule of this data package."


@cache
def _laws() -> dict[str, str]:
    # Declaring the laws takes a table library, which takes a second to import.
    from schemas.laws import LAWS

    return {law.name: law.says for law in LAWS} | OTHERS


def says(check_id: str) -> str:
    """Return what holds where a check passes."""
    return _laws().get(check_id, RULE)
