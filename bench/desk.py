"""The desk, and a whole check next to it: milliseconds of its pages on the example.

Asked without a network: a board as it is, a board after a change, a field that is
saved with the item's page and its findings, and the preview after a change; and what
the whole check of the same content takes within the same process.

Usage: python bench/desk.py [--times 15]
"""

import argparse
import datetime
import html
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from measure import print_json

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from content import EXAMPLE, make_project

from desk_project import Asked, alert
from prongsai.checking import check_sources
from prongsai.storage.content_folder import read_whole

SLUG = "bench-0000"
YEAR = f"/{SLUG}/{EXAMPLE.joinpath('2568').name}"
TODAY = datetime.date(2025, 1, 15)
TARGETS = {
    "board": 150,
    "board_after_a_change": 150,
    "saved_field": 200,
    "preview": 300,
}


def main() -> None:
    """Measure all in turn and print JSON with the targets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=15)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "project"
        make_project(root, 1)
        print_json({**measured(Asked(root), times), "targets_ms": TARGETS})


def measured(desk: Asked, times: int) -> dict[str, object]:
    """Return medians and the worst, each step once a round."""
    said, found = [""], dict[str, list[float]]()

    def clocked(name: str, act: Callable[[], object]) -> None:
        started = time.perf_counter()
        act()
        found.setdefault(name, []).append(1000 * (time.perf_counter() - started))

    def change() -> None:
        before, said[0] = said[0], f"ข้อความที่ {time.perf_counter_ns()}"
        form = {"explanation": said[0], "was-explanation": before}
        answer = desk.post(f"{YEAR}/O2/words", form)
        if answer.status_code != 303:
            raise RuntimeError(alert(answer))

    def saved() -> None:
        change()
        desk.get(f"{YEAR}/O2").raise_for_status()

    def preview() -> None:
        desk.get(f"/seen/{SLUG}/at/{SLUG}/2568/o1/").raise_for_status()

    form = {"explanation": "", "was-explanation": explanation(desk)}
    desk.post(f"{YEAR}/O2/words", form)
    saved()
    preview()
    desk.get(f"{YEAR}/")
    for _ in range(times):
        clocked("saved_field", saved)
        clocked("preview", preview)
        change()
        clocked("board_after_a_change", lambda: desk.get(f"{YEAR}/"))
        clocked("board", lambda: desk.get(f"{YEAR}/"))
        clocked("whole_check", partial(check_sources, read_whole(desk.root), TODAY))
    return {
        name: {"median_ms": round(statistics.median(of)), "worst_ms": round(max(of))}
        for name, of in found.items()
    }


def explanation(desk: Asked) -> str:
    """Return what the example says of the item."""
    page = desk.get(f"{YEAR}/O2").text
    shown = re.search(r'name="was-explanation" value="([^"]*)"', page)
    return html.unescape(shown[1]) if shown else ""


if __name__ == "__main__":
    main()
