"""Addresses of data packages, whose secrets stay out of every text."""

import re
from pathlib import Path
from urllib.parse import unquote

from flows.wording import harmless

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*(://|::)", re.IGNORECASE)
# A password may hold what no address may: then what looks like a port is no number.
_USER = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?:(?P<user>[^/?#]*)|(?P<odd>[^/?#@:]*:(?!:|\d*(?:[/?#]|$)).*))@",
    re.IGNORECASE,
)
# These write owner:repository@version where others have a password, or a container's name.
_REPOSITORIES = ("git", "github")
_NO_PASSWORDS = (*_REPOSITORIES, "abfs", "abfss")
_BY_KEY = ("git+ssh", "sftp", "ssh")
_FILE = "file://"
HIDDEN = "***"
_LONGEST_NAME_CHARACTERS = 80
# Those in this process by what is shown of them: whoever only has that still finds them.
_KNOWN: dict[str, "Address"] = {}


class Address:
    """Where a data package is fetched from; as text, it shows neither password nor signature."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self._shown = harmless(masked(secret))

    def __str__(self) -> str:
        return self._shown

    def __repr__(self) -> str:
        return f"Address({self._shown!r})"

    def __fspath__(self) -> str:
        """Be no path: what takes this for a folder is told so."""
        raise TypeError(f"{self._shown} is no folder")

    @property
    def has_user(self) -> bool:
        """Whether it holds a user or a password, which nobody should write into an address."""
        return any(_is_secret(found) for found in _USER.finditer(self.secret))

    @property
    def name(self) -> str:
        """What the package is called: the last part of the path, without .zip or .git."""
        links = (link for link in self._shown.split("::") if "://" in link)
        names = (_last_part(*link.split("://", 1)) for link in links)
        return next(filter(None, names), "package")


# A folder, a zip file, or an address.
GivenPackage = Path | Address


def as_given(text: object) -> GivenPackage:
    """Return what was given as a data package: an address as it was written, else a path."""
    if isinstance(text, Address | Path):
        return text
    written = str(text)
    if not _ADDRESS.match(written):
        return Path(written)
    if written.lower().startswith(_FILE):
        return Path(unquote(written[len(_FILE) :]))
    address = Address(written)
    if HIDDEN not in written:
        _KNOWN[str(address)] = address
    return _KNOWN.get(written, address)


def masked(text: str) -> str:
    """Return an address with its passwords, and all that stands behind `?`, left out."""
    shown = _USER.sub(_without_user, text)
    shown = re.sub(r"\?.*?(?=#|$)", f"?{HIDDEN}", shown)
    return shown if text.startswith("git+") else re.sub(r"#.+", f"#{HIDDEN}", shown)


def _without_user(found: re.Match[str]) -> str:
    return f"{found['scheme']}://{HIDDEN}@" if _is_secret(found) else found[0]


def _is_secret(found: re.Match[str]) -> bool:
    scheme = found["scheme"].lower()
    if scheme in _NO_PASSWORDS:
        return False
    return scheme not in _BY_KEY or found["user"] is None or ":" in found["user"]


def _last_part(scheme: str, path: str) -> str:
    path, _, folder = path.partition("#")
    path = path.partition("?")[0]
    if scheme.startswith("git+"):
        path = folder or re.sub(r"(?<=/)([^/@]+)@.*", r"\1", path)
    host, _, rest = path.partition("/")
    parts = [part for part in rest.split("/") if part] or [host]
    last = parts[-1]
    if scheme in _REPOSITORIES:
        before, _, behind = last.rpartition("@")
        last = behind if behind and len(parts) > 1 else before.rpartition(":")[2] or last
    name = re.sub(r"\.(zip|git)$", "", unquote(last), flags=re.IGNORECASE)
    # It becomes a folder's name, and a report's.
    return re.sub(r"[/\\\0]", "-", name).strip(". ")[:_LONGEST_NAME_CHARACTERS]
