"""One table: our whole build in several states against others on the same Markdown.

Ours checks the content, renders it, makes the pages and verifies them; MkDocs gets the
Markdown that came of it. All run A B A B in one run; ratios are of medians.

Usage: python bench/build.py [--sizes 1,10,100] [--times 3] [--alone 300,1000]
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from content import make_project
from measure import Run, interleave, summary
from office import office
from peers import PEERS

PYTHON = sys.executable
OURS = (PYTHON, "-m", "prongsai", "build", "--today", "2568-03-31")
COLD = ("cold, 1 process", "cold, 2 processes")
DASK = ("cold, dask, 2 workers", "cold, dask, nothing shared")
WARM = ("one changed", "nothing changed")
HEAD = "| agency-years | what | clock, s | of MkDocs | processor, s | peak, MB | runs |"


class Project:
    """A project of so many agency-years, and what is done to it between runs."""

    def __init__(self, folder: Path, size: int) -> None:
        """Make the content."""
        self.folder, self._changes = folder, 0
        make_project(folder, size)

    def before(self, name: str) -> None:
        """Forget what is kept of pages and checks, or change a word of one agency."""
        build = self.folder / "build"
        if name in {*COLD, *DASK}:
            for kept in ("chapters", "cache/checked"):
                shutil.rmtree(build / kept, ignore_errors=True)
            (build / "cache" / "last.json").unlink(missing_ok=True)
        if name == WARM[0]:
            self._changes += 1
            agency = self.folder / "content/agencies/bench-0000/agency.yml"
            old = agency.read_text(encoding="utf-8").partition("\n# bench")[0]
            lines = f"{old}\n# bench {self._changes}\n"
            agency.write_text(lines, encoding="utf-8")


def measured(size: int, times: int, *, alone: bool) -> dict[str, list[Run]]:
    """Measure one size; without peers where it is measured alone."""
    with (
        tempfile.TemporaryDirectory() as name,
        office(Path(name) / "dask", 2) as dask,
    ):
        project = Project(Path(name) / "ours", size)
        commands: dict[str, tuple[str, ...]] = {
            COLD[0]: (*OURS, "--jobs", "1"),
            COLD[1]: (*OURS, "--jobs", "2"),
        }
        if dask is not None:
            workers = (*OURS, "--jobs", "1", "--workers", dask.address)
            commands[DASK[0]] = workers
            # The same path is another folder for each process: workers see nothing.
            commands[DASK[1]] = (*workers, "-C", "/proc/self/cwd")
        interleave({"first": OURS}, project.folder, 0)
        peers = {} if alone else prepared(project.folder, Path(name))
        others = dask.cpu if dask else lambda: 0.0
        commands |= peers
        runs = interleave(commands, project.folder, times, project.before, others)
        kept = dict.fromkeys(WARM, (*OURS, "--jobs", "2"))
        return runs | interleave(kept, project.folder, times, project.before)


def prepared(ours: Path, base: Path) -> Mapping[str, tuple[str, ...]]:
    """Lay out the projects of all programs that are here; return their commands."""
    plain = base / "mkdocs"
    PEERS["zensical"].prepare(ours / "build", plain)
    mkdocs = (PYTHON, "-m", "mkdocs", "build", "-q", "-f", "mkdocs.yml")
    found: dict[str, tuple[str, ...]] = {"MkDocs": ("env", "-C", str(plain), *mkdocs)}
    for name, peer in PEERS.items():
        if shutil.which(peer.command[0]) is None:
            print(f"left out, not installed: {name}", file=sys.stderr)
            continue
        peer.prepare(ours / "build", base / name)
        found[name] = ("env", "-C", str(base / name), *peer.command)
    return found


def rows(size: int, runs: Mapping[str, list[Run]]) -> list[str]:
    """Return the lines of the table for one size."""
    of = {name: summary(one) for name, one in runs.items()}
    base = of["MkDocs"]["wall_s"] if "MkDocs" in of else None
    one = of[COLD[0]]
    for name in (COLD[1], *DASK):
        if name in of:
            share = one["wall_s"] / of[name]["wall_s"] / 2
            work = one["cpu_s"] / of[name]["cpu_s"]
            shares = f"{share:.2f} by the clock, {work:.2f} by the processor"
            print(f"{size}, {name}: share of twice one process {shares}")
    return [
        f"| {size} | {name} | {one['wall_s']} | "
        f"{round(one['wall_s'] / base, 3) if base else ''} | {one['cpu_s']} | "
        f"{one['peak_mb']} | {one['runs']} |"
        for name, one in of.items()
    ]


def sizes(text: str) -> list[int]:
    """Return the numbers of an option."""
    return [int(size) for size in text.split(",") if size]


def main() -> None:
    """Measure every size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=sizes, default=[1, 10, 100])
    parser.add_argument("--alone", type=sizes, default=[])
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    cores, python = os.cpu_count(), platform.python_version()
    print(f"{cores} cores, Python {python}, load {load:.1f} at the start\n")
    print(HEAD, "|---|---|---|---|---|---|---|", sep="\n")
    for size in (*options.sizes, *options.alone):
        alone = size in options.alone
        print(*rows(size, measured(size, options.times, alone=alone)), sep="\n")


if __name__ == "__main__":
    main()
