"""`prongsai check`: seconds for ten agency-years, and whether it stays linear.

Start-up is measured apart (`--version`), so that the cost of one agency-year is what
is left; linear means that it is the same at every size.

Usage: python bench/check.py [--sizes 1,10,100] [--times 5]
"""

import argparse
import sys
import tempfile
from pathlib import Path

from content import make_project
from measure import interleave, print_json, summary

CHECK = [sys.executable, "-m", "prongsai", "check", "--today", "2568-03-31"]
START = [sys.executable, "-m", "prongsai", "--version"]


def measured(size: int, times: int) -> dict[str, object]:
    """Measure one size; the first run, unmeasured, fills the cache of attachments."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "project"
        make_project(project, size)
        runs = interleave({"start": START, "check": CHECK}, project, times)
    result = {name: summary(of) for name, of in runs.items()}
    spent = result["check"]["cpu_s"] - result["start"]["cpu_s"]
    return {"agency_years": size, **result, "cpu_ms_per_year": 1000 * spent / size}


def main() -> None:
    """Measure every size and print JSON with the targets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1,10,100")
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    rows = [measured(int(size), options.times) for size in options.sizes.split(",")]
    costs = [float(str(row["cpu_ms_per_year"])) for row in rows]
    ten = next((row["check"] for row in rows if row["agency_years"] == 10), None)
    print_json(
        {
            "sizes": rows,
            "wall_s_of_ten": ten["wall_s"] if isinstance(ten, dict) else None,
            "cost_of_a_year_last_to_first": round(costs[-1] / costs[0], 3),
            "targets": {"wall_s_of_ten": 1.0, "cost_of_a_year_last_to_first": 1.1},
        }
    )


if __name__ == "__main__":
    main()
