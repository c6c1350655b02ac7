"""Folders of git repositories elsewhere -> local folders: git+https://host/repo.git@ref#folder."""

import netrc
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pygit2
from pygit2.enums import CredentialType, FileMode

from flows.package_files import PackageError
from flows.places import fetching
from flows.places.zip_packages import LARGEST_UNPACKED_BYTES, MOST_FILES, of_package

_HERE = "refs/parkfigures"
_OBJECT = re.compile(r"[0-9a-f]{40}")
_STATUS = re.compile(r"status code: (\d{3})")
_MAY_PASS = re.compile(r"time(d )?out|reset|refused|closed|eof|temporar", re.IGNORECASE)


class GitFault(Exception):
    """What libgit2 says: `status` is HTTP's, 0 for none."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status


class _Asked(pygit2.RemoteCallbacks):
    """Answers what libgit2 asks on the way: for credentials, and whether to go on."""

    _tries = 0

    def credentials(self, url: str, user: str | None, kinds: CredentialType) -> Any:
        """Return credentials of the environment; once, for wrong ones are asked for again."""
        self._tries += 1
        if self._tries > 1:
            raise GitFault(403)
        if kinds & CredentialType.SSH_KEY:
            return pygit2.KeypairFromAgent(user or "git")
        found = _from_netrc(urlsplit(url).hostname or "")
        if found is None:
            raise GitFault(401)
        return pygit2.UserPass(*found)

    def transfer_progress(self, stats: Any) -> None:
        """Stop where there is too much."""
        fetching.refuse_large(stats.received_bytes)


def _from_netrc(host: str) -> tuple[str, str] | None:
    try:
        found = netrc.netrc(os.environ.get("NETRC")).authenticators(host)
    except (OSError, netrc.NetrcParseError):
        return None
    return (found[0], found[2] or "") if found else None


def fetch_git(address: str, draft: Path) -> Path:
    """Fetch the folder of a repository into a draft; return it there."""
    url, ref, folder = _parts(address)
    pygit2.settings.server_connect_timeout = fetching.LONGEST_CONNECTING_SECONDS * 1000
    pygit2.settings.server_timeout = fetching.LONGEST_SILENCE_SECONDS * 1000
    repository = pygit2.init_repository(draft / "repository", bare=True)
    remote = repository.remotes.create_anonymous(url)
    try:
        name = _name(remote, ref)
        found = _fetched(repository, remote, name)
    except pygit2.GitError as error:
        raise _fault(str(error)) from None
    tree = found.peel(pygit2.Tree)
    if folder and folder not in tree:
        raise PackageError(f"no folder {folder} there")
    wanted = tree[folder] if folder else tree
    if not isinstance(wanted, pygit2.Tree):
        raise PackageError(f"{folder} is no folder there")
    _write(wanted, draft / "package")
    return draft / "package"


def _parts(address: str) -> tuple[str, str, str]:
    """Return an address's repository, ref and folder."""
    url, _, folder = address.removeprefix("git+").partition("#")
    # What stands before the first / of the path may be a user.
    start = url.find("/", url.find("://") + 3) + 1
    path, _, ref = url[start:].partition("@")
    return url[:start] + path, ref, folder.strip("/")


def _name(remote: Any, ref: str) -> str:
    """Return what a server calls a branch, a tag or a commit."""
    heads = {head.name for head in remote.list_heads(callbacks=_Asked(), proxy=True)}
    if not heads:
        raise PackageError("an empty repository")
    names = (ref, f"refs/tags/{ref}", f"refs/heads/{ref}") if ref else ("HEAD",)
    known = next((name for name in names if name in heads), "")
    if not known and not _OBJECT.fullmatch(ref):
        raise PackageError(f"no branch or tag {ref} there")
    return known or ref


def _fetched(repository: pygit2.Repository, remote: Any, name: str) -> pygit2.Object:
    """Fetch a branch, a tag or a commit, without what was before it where the server can."""
    is_local = urlsplit(remote.url).scheme == "file"
    try:
        depth = 0 if is_local else 1
        remote.fetch([f"+{name}:{_HERE}"], callbacks=_Asked(), depth=depth, proxy=True)
        return repository.revparse_single(_HERE)
    except pygit2.GitError as error:
        if "specific object" not in str(error):
            raise
    # Not every server gives a commit by its id; those of its branches and tags it does.
    all_of = [f"+refs/{kind}/*:refs/{kind}/*" for kind in ("heads", "tags")]
    remote.fetch(all_of, callbacks=_Asked(), proxy=True)
    if name not in repository:
        raise PackageError(f"no commit {name} there")
    return repository[name]


def _fault(said: str) -> Exception:
    if status := _STATUS.search(said):
        return GitFault(int(status[1]))
    if "certificate" in said:
        return PackageError("its certificate is not to be trusted")
    if "resolve address" in said:
        return PackageError("no such host")
    if _MAY_PASS.search(said):
        return TimeoutError() if "time" in said else ConnectionError()
    if "credentials" in said or "auth" in said:
        return GitFault(401)
    return PackageError("no git repository there that can be read")


def _write(tree: pygit2.Tree, folder: Path) -> None:
    files = size = 0
    folder.mkdir()
    for name, blob in _blobs(tree, ""):
        files, size = files + 1, size + blob.size
        if files > MOST_FILES or size > LARGEST_UNPACKED_BYTES:
            raise PackageError(f"found more than {MOST_FILES:,} files, or too large ones")
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(blob.data)


def _blobs(tree: pygit2.Tree, before: str) -> Iterator[tuple[str, pygit2.Blob]]:
    for one in tree:
        name = f"{before}{one.name}"
        if isinstance(one, pygit2.Tree):
            # A folder belongs to a package if a file in it would.
            if of_package(f"{name}/file"):
                yield from _blobs(one, f"{name}/")
        elif isinstance(one, pygit2.Blob) and of_package(name):
            if one.filemode == FileMode.LINK:
                raise PackageError(f"found {name}, a link, expected a file")
            yield name, one
