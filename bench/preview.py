"""`prongsai serve`: milliseconds from a saved word to the page that has it.

A real server and real files; the page is asked for over HTTP until it has the word.
The build of the whole site that follows each change runs meanwhile.

Usage: python bench/preview.py [--sizes 1,10] [--times 9]
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from content import make_project
from measure import print_json

TARGET_MS = 200
WARM_S = 3
"""Seconds after the first build, in which somebody reads the page."""


def asked(address: str) -> str:
    """Return a page."""
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())


def saved_to_shown(project: Path, address: str, number: int) -> float:
    """Save another word of an item and wait for its page; return milliseconds."""
    agency = min((project / "content" / "agencies").iterdir())
    file = agency / "2568" / "disclosures.yml"
    text = file.read_text(encoding="utf-8")
    word = f"คำที่แก้ครั้งที่{number}"
    new = re.sub(r"(?m)^    explanation: .*", f"    explanation: {word}", text, count=1)
    begun = time.perf_counter()
    file.write_text(new, encoding="utf-8")
    page = f"{address}{agency.name}/2568/o1/"
    while word not in asked(page):
        time.sleep(0.005)
    return 1000 * (time.perf_counter() - begun)


def measured(size: int, times: int) -> dict[str, object]:
    """Measure one size: the first change, and the median of those after it."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "project"
        make_project(project, size)
        process = subprocess.Popen(
            [sys.executable, "-m", "prongsai", "serve", "--port", "0"],
            cwd=project,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        try:
            lines = process.stderr or ()
            address = next(re.findall(r"http://\S+", line)[0] for line in lines)
            next(line for line in lines if "หน้า" in line)
            time.sleep(WARM_S)
            first, *later = [
                saved_to_shown(project, address, number) for number in range(times + 1)
            ]
        finally:
            process.terminate()
            process.wait()
    return {
        "agency_years": size,
        "first_ms": round(first),
        "median_ms": round(statistics.median(later)),
        "all_ms": [round(one) for one in later],
    }


def main() -> None:
    """Measure every size and print JSON with the target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1,10")
    parser.add_argument("--times", type=int, default=9)
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    rows = [measured(size, options.times) for size in sizes]
    print_json({"sizes": rows, "target_ms": TARGET_MS})


if __name__ == "__main__":
    main()
