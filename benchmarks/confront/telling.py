"""What a contestant tells of one confrontation: its seconds, and the failed rows of each check."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter, process_time


def tell(confront: Callable[[Path], Mapping[str, int]]) -> None:
    """Confront the file named on the command line, and print what was found as JSON.

    The seconds are those from opening the file to having the counts; imports came before. Those
    of the processor are of all threads, and are the same however busy the machine is.
    """
    file = Path(sys.argv[1])
    start, start_of_work = perf_counter(), process_time()
    failed = confront(file)
    took = {"seconds": perf_counter() - start, "cpu": process_time() - start_of_work}
    print(json.dumps(took | {"failed": dict(failed)}))
