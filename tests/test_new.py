"""A new site from the installed wheel, in an empty environment elsewhere."""

import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from wheel import wheel

pytestmark = [pytest.mark.site, pytest.mark.slow]


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, env={"PATH": ""}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def needed(lines: Iterable[str], extras: frozenset[str], found: set[str]) -> None:
    """Put into `found` what a distribution says that it needs, all the way down.

    Args:
        lines: the requirements of the distribution.
        extras: the optional parts of it that are wanted.
        found: names with their extras.
    """
    for line in lines:
        one = Requirement(line)
        wanted = any(
            one.marker is None or one.marker.evaluate({"extra": extra})
            for extra in ("", *extras)
        )
        asked = " ".join((one.name, *sorted(one.extras)))
        if wanted and asked not in found:
            found.add(asked)
            more = distribution(one.name).requires or ()
            needed(more, frozenset(one.extras), found)


def lend(environment: Path) -> None:
    """Link what the wheel says that it needs, and nothing else, into an environment."""
    found: set[str] = set()
    [packages] = environment.glob("lib/python*/site-packages")
    [own] = distributions(name="prongsai", path=[str(packages)])
    needed(own.requires or (), frozenset(), found)
    for name in {asked.split()[0] for asked in found}:
        lent = distribution(name)
        tops = {path.parts[0] for path in lent.files or ()} - {"..", "__pycache__"}
        for top in tops:
            link = packages / top
            if not link.exists():
                link.symlink_to(Path(str(lent.locate_file(top))))


@pytest.fixture(scope="module")
def prongsai(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a new environment with what it needs."""
    folder = tmp_path_factory.mktemp("wheel")
    environment = folder / "env"
    venv: list[str | Path] = [
        sys.executable,
        "-m",
        "venv",
        "--without-pip",
        environment,
    ]
    subprocess.run(venv, check=True)
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        environment,
        "install",
        "-q",
    ]
    shipped = wheel(tmp_path_factory)
    subprocess.run(
        [*pip, "--no-deps", "--no-compile", shipped], check=True, capture_output=True
    )
    lend(environment)
    return environment / "bin" / "prongsai"


def test_the_wheel_makes_a_site_that_builds(prongsai: Path, tmp_path: Path) -> None:
    site = tmp_path / "เว็บไซต์ ของเรา"

    run(prongsai, "new", site, "--example", cwd=tmp_path)
    run(prongsai, "build", "--today", "2569-11-26", cwd=site)

    pages = {p.parent.name for p in (site / "build" / "site").rglob("index.html")}
    assert {"2570", "o1", "o28", "scores", "measures", "eit", "search"} <= pages
    assert (site / "build" / "site" / "assets" / "css" / "prongsai.css").is_file()


def test_a_folder_with_something_in_it_stays_as_it_is(
    prongsai: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine.doc").write_text("mine", encoding="utf-8")

    done = subprocess.run(
        [prongsai, "new", tmp_path, "--example"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "มีไฟล์อื่นอยู่แล้ว จึงไม่เขียนอะไร" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.doc"]


def test_the_version_is_told(prongsai: Path, tmp_path: Path) -> None:
    from prongsai import __version__

    assert run(prongsai, "--version", cwd=tmp_path) == (
        f"prongsai, version {__version__}\n"
    )
