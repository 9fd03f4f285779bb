"""A new site from the installed wheel, in an empty environment elsewhere."""

import subprocess
import sys
from pathlib import Path

import pytest

from checkout import ROOT

pytestmark = [pytest.mark.site, pytest.mark.slow]


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, env={"PATH": ""}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def prongsai(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it with what it needs into a new environment."""
    folder = tmp_path_factory.mktemp("wheel")
    wheels, environment = folder / "dist", folder / "env"
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel"]
    subprocess.run([*build, "-o", wheels, ROOT], check=True, capture_output=True)
    [wheel] = wheels.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    python = environment / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "--no-compile", wheel],
        check=True,
        capture_output=True,
    )
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
