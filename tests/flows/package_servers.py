"""A data package in every form it may have, and servers that have it."""

import http.server
import io
import itertools
import os
import shutil
import subprocess
import threading
import time
import zipfile
from contextlib import contextmanager
from pathlib import Path

# As git wants to be told of a server's request.
GIT_BACKEND = ["git", "http-backend"]


def zipped(folder, top=""):
    """Return a folder as a zip file, its files below `top`."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.*"))}
    return made_zip({f"{top}{name}": path.read_bytes() for name, path in files.items()})


def made_zip(files):
    """Return a zip file of (name or ZipInfo, content) pairs, or of a mapping."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            archive.writestr(name, content)
    return out.getvalue()


@contextmanager
def serving(answer):
    """Serve GET and POST as a function of the request says; yield the server's address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            answer(self)

        def do_POST(self):
            answer(self)

        def do_HEAD(self):
            answer(self)

        def log_message(self, *_):
            """Say nothing of requests."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def answers(*statuses, content=b"", then=200):
    """Answer with one status after the other, and from then on with the content."""
    left = iter(statuses)

    def answer(request):
        status = next(left, then)
        request.send_response(status)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    return answer


def without_end(chunk, pause_seconds=0.0):
    """Answer with the same bytes again and again, until nobody listens."""

    def answer(request):
        request.send_response(200)
        request.end_headers()
        try:
            for _ in itertools.count():
                request.wfile.write(chunk)
                time.sleep(pause_seconds)
        except OSError:
            return

    return answer


def git(folder, *arguments):
    who = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def repository(folder, package):
    """Make a git repository with a package in its folder `data`, tagged v1; return it."""
    made = folder / "repo.git"
    shutil.copytree(package, made / "data")
    git(made, "init")
    git(made, "add", ".")
    git(made, "commit", "-m", "figures")
    git(made, "tag", "v1")
    return made


def guarded(answer, right):
    """Answer only who sends the right `Authorization`."""

    def ask(request):
        if request.headers.get("Authorization") == right:
            answer(request)
            return
        request.send_response(401)
        request.send_header("WWW-Authenticate", 'Basic realm="figures"')
        request.send_header("Content-Length", "0")
        request.end_headers()

    return ask


def git_server(folder):
    """Answer as a server of git repositories does."""

    def answer(request):
        path, _, query = request.path.partition("?")
        length = int(request.headers.get("Content-Length") or 0)
        told = {
            "GIT_PROJECT_ROOT": str(folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": request.command,
            "CONTENT_TYPE": request.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(length),
        }
        done = subprocess.run(
            GIT_BACKEND,
            input=request.rfile.read(length),
            env=os.environ | told,
            stdout=subprocess.PIPE,
            check=True,
        )
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        lines = dict(line.split(": ", 1) for line in head.decode().splitlines())
        request.send_response(int(lines.pop("Status", "200").split()[0]))
        for name, text in (lines | {"Content-Length": str(len(body))}).items():
            request.send_header(name, text)
        request.end_headers()
        request.wfile.write(body)

    return answer


def files_of(folder):
    """Return the contents of a folder's files by name."""
    found = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
