"""Names of people's choosing as Prefect allows them in keys: a to z, digits and dashes."""

from hashlib import sha256

from slugify import slugify

_CHARACTERS = 60


def slug(text: str) -> str:
    """Return a text as a key that is readable where it can be."""
    return slugify(text, max_length=_CHARACTERS) or digest(text)


def digest(text: str) -> str:
    """Return a short key that another text hardly has."""
    return sha256(text.encode()).hexdigest()[:8]


def own_slug(text: str) -> str:
    """Return a slug that no other text has, but for its case."""
    readable = slug(text)
    as_it_is = "-" not in text and readable == text.lower().replace(" ", "-")
    return readable if as_it_is else f"{readable}-{digest(text.lower())}"
