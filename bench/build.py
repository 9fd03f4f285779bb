"""Our whole build against MkDocs alone on the very same Markdown and config.

Usage: python bench/build.py [--sizes 1,10,100] [--times 5]
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from content import make_project
from measure import interleave, print_json, summary

PYTHON = sys.executable
DAY = "2568-03-31"


def compare(size: int, times: int) -> dict[str, object]:
    """Measure one size; ratios are of medians of wall time."""
    with tempfile.TemporaryDirectory() as name:
        project, plain = Path(name) / "ours", Path(name) / "mkdocs"
        make_project(project, size)
        ours = [PYTHON, "-m", "prongsai", "build", "--today", DAY, "--force"]
        again = [PYTHON, "-m", "prongsai", "build", "--today", DAY]
        interleave({"first": ours}, project, 0)
        plain.mkdir()
        shutil.copyfile(project / "mkdocs.yml", plain / "mkdocs.yml")
        shutil.copytree(project / "build", plain / "build")
        config = str(plain / "mkdocs.yml")
        mkdocs = [PYTHON, "-m", "mkdocs", "build", "-q", "-f", config]
        runs = interleave({"prongsai": ours, "mkdocs": mkdocs}, project, times)
        still = interleave({"unchanged": again}, project, times)
        pages = sum(1 for _ in (project / "build" / "site").rglob("index.html"))
    result = {name: summary(measured) for name, measured in (runs | still).items()}
    base = result["mkdocs"]["wall_s"]
    return {
        "agency_years": size,
        "pages": pages,
        **result,
        "ratio_build": round(result["prongsai"]["wall_s"] / base, 3),
        "ratio_unchanged": round(result["unchanged"]["wall_s"] / base, 3),
        "ms_per_page": round(1000 * result["prongsai"]["wall_s"] / pages, 3),
    }


def main() -> None:
    """Measure every size and print JSON with the targets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1,10,100")
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    measured = [compare(size, options.times) for size in sizes]
    by_size = {row["agency_years"]: row for row in measured}
    page_cost = None
    if {10, 100} <= by_size.keys():
        ten, hundred = by_size[10]["ms_per_page"], by_size[100]["ms_per_page"]
        page_cost = round(float(str(hundred)) / float(str(ten)), 3)
    print_json(
        {
            "sizes": measured,
            "page_cost_100_to_10": page_cost,
            "targets": {
                "ratio_build": 1.35,
                "ratio_unchanged": 0.25,
                "page_cost_100_to_10": 1.2,
            },
        }
    )


if __name__ == "__main__":
    main()
