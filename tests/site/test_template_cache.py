"""Compiled templates that are kept between builds are used only if they are whole."""

from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from prongsai.site.templates import template_cache


@pytest.fixture(autouse=True)
def another_process(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Have nothing in memory, as a process that begins; return a way to forget it."""

    def forget() -> None:
        monkeypatch.setattr("prongsai.site.templates._Remembered._compiled", {})

    forget()
    return forget


def rendered(folder: Path) -> str:
    made = jinja2.Environment(
        loader=jinja2.DictLoader({"a": "{{ 1 + number }} ข้อ"}),
        bytecode_cache=template_cache(folder),
        autoescape=True,
    )
    return made.get_template("a").render(number=2)


def of_project(project: Path, kept: Path) -> str:
    project.mkdir()
    (project / "main.html").write_text("{{ number }} ข้อของโครงการ", encoding="utf-8")
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(project),
        bytecode_cache=template_cache(kept),
        autoescape=True,
    )
    return made.get_template("main.html").render(number=2)


def test_a_template_is_compiled_once_for_all_projects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = of_project(tmp_path / "one", tmp_path / "kept")
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    assert of_project(tmp_path / "two", tmp_path / "kept-by-two") == first


def kept(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_a_whole_template_is_used_again(tmp_path: Path) -> None:
    assert rendered(tmp_path) == "3 ข้อ"
    before = kept(tmp_path).stat().st_ino
    assert rendered(tmp_path) == "3 ข้อ"
    assert kept(tmp_path).stat().st_ino == before


@pytest.mark.parametrize("at", [0, 40, 90, -1])
def test_a_damaged_template_is_made_anew(
    tmp_path: Path, at: int, another_process: Callable[[], None]
) -> None:
    rendered(tmp_path)
    path = kept(tmp_path)
    whole = path.read_bytes()
    harmed = bytearray(whole)
    harmed[at] ^= 1
    path.write_bytes(harmed)
    another_process()
    assert rendered(tmp_path) == "3 ข้อ"
    assert path.read_bytes() == whole


@pytest.mark.parametrize("data", [b"", b"x", b"x" * 4000])
def test_what_is_no_template_is_made_anew(
    tmp_path: Path, data: bytes, another_process: Callable[[], None]
) -> None:
    rendered(tmp_path)
    kept(tmp_path).write_bytes(data)
    another_process()
    assert rendered(tmp_path) == "3 ข้อ"
