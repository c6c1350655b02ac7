"""A PostgreSQL server of its own, run by a user without rights: it refuses root."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PASSWORD = "kept-out-of-sight"
USER = "park"
_DEBIANS = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Postgres:
    """A server with empty databases `log` and `prefect`, whose user needs PASSWORD."""

    folder: Path
    port: int

    @property
    def place(self) -> str:
        return f"dbname=log host=127.0.0.1 port={self.port} user={USER}"

    @property
    def of_prefect(self) -> str:
        """Where a Prefect server keeps its runs here."""
        return f"postgresql+asyncpg://{USER}:{PASSWORD}@127.0.0.1:{self.port}/prefect"

    def start(self) -> None:
        # No socket of its own, and nothing waits for a disk.
        options = f"-p {self.port} -h 127.0.0.1 -c unix_socket_directories= -F"
        self._control("start", "-l", self.folder / "said", "-o", options)

    def stop(self) -> None:
        """Stop at once, and leave every client without an answer."""
        self._control("stop", "-m", "immediate")

    def _control(self, action: str, *options: object) -> None:
        _run("pg_ctl", action, "-w", "-D", self.folder / "data", *options)


@contextmanager
def running() -> Iterator[Postgres]:
    """Start a server, and stop it in the end."""
    folder = Path(tempfile.mkdtemp(prefix="parkfigures-postgres-"))
    try:
        server = Postgres(folder, _free_port())
        (folder / "password").write_text(PASSWORD)
        _give_to_the_user(folder)
        login = ("-U", USER, f"--pwfile={folder / 'password'}", "--auth=scram-sha-256")
        _run("initdb", "-D", folder / "data", *login, "--no-sync", "-E", "UTF8", "--locale=C")
        server.start()
        try:
            there = ("-h", "127.0.0.1", "-p", server.port, "-U", USER)
            for database in ("log", "prefect"):
                _run("createdb", *there, database)
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _run(program: str, *arguments: object) -> None:
    command = [str(_folder() / program), *map(str, arguments)]
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_user, *command],
        env={**os.environ, "PGPASSWORD": PASSWORD},
        # A server that goes on would keep a pipe open.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if program == "pg_ctl" else None,
        cwd="/",
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.returncode}"


def _folder() -> Path:
    found = [path.parent for path in sorted(_DEBIANS.glob("*/bin/initdb"))]
    elsewhere = shutil.which("initdb")
    assert found or elsewhere, "this needs PostgreSQL: apt-get install postgresql"
    return found[-1] if found else Path(str(elsewhere)).parent


def _give_to_the_user(folder: Path) -> None:
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            shutil.chown(path, "postgres")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
