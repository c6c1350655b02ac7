"""Fuzz a reader with inputs that reach new code: python -m tests.fuzz readings -runs=100000.

Options after the target are libFuzzer's; the inputs it keeps lie in FUZZ_FOLDER, by default
.cache/fuzz/, where the next run starts from them.
"""

import os
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["schemas", "flows"]):
    from tests.fuzz.targets import TARGETS
from tests.fuzz.seeds import ROOT, write


def main() -> None:
    """Run the fuzzer on the target that is named first."""
    program, *options = sys.argv
    target = options.pop(0) if options else ""
    if target not in TARGETS:
        sys.exit(f"expected one of {', '.join(TARGETS)}, then options of libFuzzer")
    folder = Path(os.environ.get("FUZZ_FOLDER", ROOT / ".cache" / "fuzz"))
    words = write(target, folder)
    corpus = folder / target
    found = f"-artifact_prefix={folder / 'found'}-{target}-"
    atheris.Setup([program, f"-dict={words}", found, str(corpus), *options], TARGETS[target])
    atheris.Fuzz()


main()
