"""A saved change is shown before the site is built, as the next build will show it."""

import functools
import shutil
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from built_project import TODAY, Project, copied
from checkout import ROOT
from prongsai.building import build
from prongsai.cli.serve import refused
from prongsai.findings import has_errors
from prongsai.preview import Preview, start_server
from prongsai.preview.live import Live
from prongsai.preview.rebuilding import Builder, Rebuilt
from prongsai.preview.watching import Changes, relevant
from prongsai.storage.side_by_side import LostProcessError

pytestmark = pytest.mark.site

SLUG = "tambon-tuayang"
FILE = f"content/agencies/{SLUG}/2568/disclosures.yml"
OLD = "explanation: แผนผังมีทั้งฝ่ายการเมืองและฝ่ายประจำ"
NEW = "explanation: คำที่เพิ่งแก้"
PAGE = f"{SLUG}/2568/o1/"


@pytest.fixture
def project(built_project: Project, tmp_path: Path) -> Path:
    return copied(built_project, tmp_path / "own").root


def edit(root: Path, old: str, new: str, path: str = FILE) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_page_of_an_agency_is_the_one_that_the_next_build_makes(
    project: Path,
) -> None:
    edit(project, OLD, NEW)
    live = Live(root=project)
    assert not has_errors(live.renew(SLUG, TODAY, 1))
    built = build(project, TODAY)
    assert built.pages
    site = project / "build" / "site"
    own = {path.parent for path in (site / SLUG).rglob("index.html")}
    own |= {path.parent for path in (site / "data" / SLUG).rglob("index.html")}
    shown = 0
    for folder in own:
        address = f"{folder.relative_to(site).as_posix()}/"
        made = live.page(address)
        if made is not None:
            shown += 1
            assert made == (folder / "index.html").read_bytes(), address
    assert shown > 30


def test_only_the_agency_that_changed_is_shown_from_memory(project: Path) -> None:
    live = Live(root=project)
    live.renew(SLUG, TODAY, 1)
    assert live.page(PAGE) is not None
    assert live.page("plalai/") is None
    assert live.page("search/") is None


def test_a_preview_that_is_warm_shows_the_built_site(project: Path) -> None:
    preview = Preview(root=project, language="th")
    before = preview.page(PAGE)
    edit(project, OLD, NEW)
    preview.warm_up(TODAY)
    assert preview.page(PAGE) == before
    assert preview.live.addresses() == frozenset()


def test_a_change_is_shown_at_once_and_left_to_the_build_after_it(
    project: Path,
) -> None:
    preview = Preview(root=project, language="th")
    before = preview.page(PAGE)
    state = preview.state(PAGE)
    edit(project, OLD, NEW)
    preview.changed([FILE], TODAY)
    shown = preview.page(PAGE)
    assert shown is not None
    assert "คำที่เพิ่งแก้" in shown.decode()
    assert preview.state(PAGE) != state
    assert preview.page("plalai/") is not None
    begun_before = Rebuilt(pages=1)
    preview.built(begun_before, change=0)
    assert preview.page(PAGE) == shown
    ended_by_somebody = Rebuilt(refused="…")
    preview.built(ended_by_somebody, change=1)
    assert preview.page(PAGE) == shown
    preview.built(begun_before, change=1)
    assert preview.page(PAGE) == before, "the site of the disk, which is not built here"


def test_a_mistake_is_said_at_once_and_the_last_good_pages_stay(project: Path) -> None:
    preview = Preview(root=project, language="th")
    edit(project, OLD, NEW)
    preview.changed([FILE], TODAY)
    good = preview.page(PAGE)
    edit(project, NEW, "explanation2: พิมพ์ผิด")
    preview.changed([FILE], TODAY)
    assert "explanation2" in preview.report
    assert preview.page(PAGE) == good
    edit(project, "explanation2: พิมพ์ผิด", "explanation: แก้แล้ว")
    preview.changed([FILE], TODAY)
    assert preview.report == ""
    assert "แก้แล้ว" in (preview.page(PAGE) or b"").decode()


def test_a_file_that_was_added_is_there_at_once(project: Path) -> None:
    preview = Preview(root=project, language="th")
    added = project / f"content/agencies/{SLUG}/2568/files/ใหม่.csv"
    added.write_text("ก,ข\n1,2\n3,4\n", encoding="utf-8")
    edit(
        project,
        "    evidence:\n      - id: o1-structure-chart",
        "    evidence:\n      - {id: o1-new, title: ตารางใหม่, file: ใหม่.csv}\n"
        "      - id: o1-structure-chart",
    )
    preview.changed([FILE, f"content/agencies/{SLUG}/2568/files/ใหม่.csv"], TODAY)
    assert "ตารางใหม่" in (preview.page(PAGE) or b"").decode()
    names = [one for one in preview.live.addresses() if one.endswith("ใหม่.csv")]
    names += [one for one in preview.live.addresses() if "o1-new" in one]
    assert preview.live.file(names[0]) == added.read_bytes()
    server = start_server(preview, 0)
    at = f"http://127.0.0.1:{server.server_port}/{quote(names[0])}"
    with urllib.request.urlopen(at) as answer:
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["content/site.yml", "theme/assets/x.css"])
def test_what_all_pages_rest_on_is_left_to_a_build(project: Path, path: str) -> None:
    preview = Preview(root=project, language="th")
    edit(project, OLD, NEW)
    preview.changed([FILE], TODAY)
    preview.changed([path], TODAY)
    assert "คำที่เพิ่งแก้" not in (preview.page(PAGE) or b"").decode()


@contextmanager
def watching(root: Path) -> Iterator[Changes]:
    changes = Changes(root)
    yield changes
    changes.end()


def next_change(changes: Changes) -> set[str]:
    for _ in range(100):
        if found := relevant(changes.wait()):
            return found
    raise AssertionError


def test_files_are_seen_however_a_program_saves_them(tmp_path: Path) -> None:
    folder = tmp_path / "content/agencies/a/2568"
    folder.mkdir(parents=True)
    file = folder / "measures.yml"
    name = "content/agencies/a/2568/measures.yml"
    with watching(tmp_path) as changes:
        file.write_text("a: 1\n")
        assert next_change(changes) == {name}
        changes.wait()
        beside = folder / ".measures.yml.tmp"
        beside.write_text("a: 2\n")
        beside.replace(file)
        assert next_change(changes) == {name}
        changes.wait()
        (folder / "~$report.docx").write_text("lock")
        (tmp_path / "build").mkdir()
        (tmp_path / "build/x").write_text("x")
        assert relevant(changes.wait()) == set()
        (tmp_path / "mkdocs.yml").write_text("x")
        assert next_change(changes) == {"mkdocs.yml"}
        file.unlink()
        assert next_change(changes) == {name}


def test_pages_are_asked_for_while_others_are_made(project: Path) -> None:
    preview = Preview(root=project, language="th")
    preview.changed([FILE], TODAY)
    pages = [f"{SLUG}/2568/o{number}/" for number in range(1, 9)]
    made: list[bytes | None] = []
    threads = [
        threading.Thread(target=lambda one=one: made.append(preview.page(one)))
        for one in pages
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(made)
    assert len(set(made)) == len(pages)


def result(builder: Builder) -> Rebuilt | None:
    for _ in range(1200):
        if builder.is_done():
            return builder.result()
        time.sleep(0.05)
    raise AssertionError


@pytest.mark.slow
def test_a_build_that_somebody_ends_does_not_end_the_preview(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/checks/_base/content", tmp_path / "content")
    builder = Builder(tmp_path, functools.partial(refused, "th"))
    try:
        builder.begin(TODAY)
        builder._process.kill()
        lost = refused("th", LostProcessError())
        assert result(builder) == Rebuilt(refused=lost or "")
        builder.begin(TODAY)
        built = result(builder)
        assert built is not None
        assert [one.code for one in built.findings] == ["agency-without-year"]
    finally:
        builder.end()
