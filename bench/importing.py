"""How long the largest seed takes to import, as JSON.

Run: python bench/importing.py [FOLDER OF SEEDS]
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from prongsai.importing.run import run

ROUNDS = 7
YEAR = 2566
AGENCY = "bench"


def main() -> None:
    """Print the seconds of each round, their median, and those of the processor."""
    here = Path(__file__).parents[1]
    folder = Path(sys.argv[1]) if sys.argv[1:] else here.parent / "shared" / "seeds"
    largest = max(folder.glob("*.txt"), key=lambda path: path.stat().st_size)
    seconds = [_import(largest) for _ in range(ROUNDS)]
    wall = [one for one, _ in seconds]
    cpu = [one for _, one in seconds]
    report = {
        "bench": "importing",
        "file": largest.name,
        "bytes": largest.stat().st_size,
        "seconds": [round(one, 3) for one in wall],
        "median": round(statistics.median(wall), 3),
        "cpu": round(statistics.median(cpu), 3),
        "cpu_first": round(cpu[0], 3),
        "limit": 1.0,
    }
    print(json.dumps(report, indent=1))


def _import(path: Path) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "content" / "agencies" / AGENCY).mkdir(parents=True)
        begin = time.perf_counter(), time.process_time()
        run(root, [path], AGENCY, YEAR)
        return time.perf_counter() - begin[0], time.process_time() - begin[1]


if __name__ == "__main__":
    main()
