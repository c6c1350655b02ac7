"""All measurements of speed and memory, one after the other, into docs/performance.md.

python -m benchmarks [DOCUMENT]
"""

import sys
from pathlib import Path

from benchmarks.confront.__main__ import main as confront
from benchmarks.end_to_end.__main__ import main as end_to_end
from benchmarks.start.__main__ import main as start

# One a line: each takes --document, and writes between the markers of its name.
MEASUREMENTS = (
    confront,
    start,
    end_to_end,
)


def main() -> None:
    document = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/performance.md")
    for measure in MEASUREMENTS:
        measure(["--document", str(document)])


if __name__ == "__main__":
    main()
