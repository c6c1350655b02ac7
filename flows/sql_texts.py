"""Texts within SQL, where DuckDB takes no parameters."""


def quoted(text: str) -> str:
    """Return a text as SQL."""
    return "'" + text.replace("'", "''") + "'"
