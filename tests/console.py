"""The commands of a page of docs/, with what they print, and the files that it has people write."""

import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+?)(?:, line (\d+))?")?\n(.*?)^```$', re.M | re.S)
# What differs from run to run: ids, and times of day with their days.
CHANGING = re.compile(
    r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{8}\b|(?<=as of )\d{4}-\d\d-\d\d"
    r"|\d{4}-\d\d-\d\d \d\d:\d\d( +\d{4}-\d\d-\d\d)?"
)
DUMP_STATE = "import json, os; print(json.dumps([os.getcwd(), dict(os.environ)]))"


@dataclass(frozen=True)
class Step:
    """A command with the output that is shown, or a file or a line of one with its text."""

    command: str = ""
    shown: str = ""
    file: str = ""
    line: int = 0


def steps(text):
    """Return the steps of a page or of a part of one, in order."""
    found = []
    for language, file, line, body in BLOCK.findall(text):
        if language == "console":
            parts = re.split(r"^\$ ((?:.+\\\n)*.+)\n", body, flags=re.M)[1:]
            found += [Step(*pair) for pair in zip(parts[::2], parts[1::2], strict=True)]
        elif file:
            found.append(Step(file=file, line=int(line or 0), shown=body))
    return found


def bare(home, **more):
    """Return the environment of someone who has the program in the path and an empty home."""
    names = ("PATH", "LANG", "TMPDIR")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
    return {**kept, "PATH": path, "HOME": str(home), "COLUMNS": "80", **more}


class Shell:
    """A shell in which exported variables and the folder last from one command to the next."""

    def __init__(self, folder, environment):
        self.folder = folder
        self.environment = environment

    def run(self, command):
        """Run a command; return what it printed."""
        with tempfile.NamedTemporaryFile() as state:
            dump = f'{sys.executable} -c "{DUMP_STATE}" > {state.name}'
            done = subprocess.run(
                ["bash", "-c", f"{command}\n{dump}"],
                cwd=self.folder,
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=300,
                check=False,
            )
            self.folder, self.environment = json.loads(Path(state.name).read_text("utf-8"))
        return done.stdout

    def write(self, step):
        """Write the file of a step, or the one line of it that the step names."""
        path = Path(self.folder) / step.file
        lines = path.read_text("utf-8").splitlines(keepends=True) if step.line else []
        lines[step.line - 1 : step.line] = [step.shown]
        path.write_text("".join(lines), encoding="utf-8")

    def follow(self, some_steps):
        """Do the steps; return what was printed otherwise than shown, each beside what was."""
        differences = []
        for step in some_steps:
            if step.file:
                self.write(step)
            elif not same(step.shown, said := self.run(step.command)):
                differences.append(f"shown:\n$ {step.command}\n{step.shown}said:\n{said}")
        return differences


def same(shown, said):
    """Say whether an output is as shown; a line of three dots stands for any lines."""
    parts = [
        re.escape(CHANGING.sub("#", part)) for part in re.split(r"^\.\.\.\n", shown, flags=re.M)
    ]
    return re.fullmatch(r"(?:.*\n)*?".join(parts), CHANGING.sub("#", said)) is not None
