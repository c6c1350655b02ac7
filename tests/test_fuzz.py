"""A short run of the coverage-guided fuzzer on every reader of input; a long one is by hand."""

import os
import subprocess
import sys

import pytest

from tests.fuzz.seeds import ROOT, seeds
from tests.fuzz.targets import TARGETS

SECONDS = 3


@pytest.mark.parametrize("target", TARGETS)
def test_real_inputs_hold_what_must_hold(target):
    for content in seeds(target):
        TARGETS[target](content)


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
def test_a_short_run_of_the_fuzzer_finds_nothing(target, tmp_path):
    pytest.importorskip("atheris", reason="atheris is there for Linux on x86_64 alone")
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", target, "-seed=1", f"-max_total_time={SECONDS}"],
        cwd=ROOT,
        env={**os.environ, "FUZZ_FOLDER": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Done" in done.stderr
