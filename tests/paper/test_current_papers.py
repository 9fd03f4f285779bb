"""A paper is offered as long as it is as the content is; the site publishes it."""

import dataclasses
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from checkout import ROOT, copy_agency, share_facts
from papers_made import LAST_DAY, content_of
from prongsai import messages
from prongsai.loading.content import Content
from prongsai.paper.current import offer
from prongsai.paper.kinds import Paper
from prongsai.paper.make import make_papers
from prongsai.storage.content_folder import Sources
from prongsai.storage.papers import read_printed
from typed_command import typed

pytestmark = pytest.mark.slow
EXAMPLE = "tambon-tuayang/2568"


def everything(agency: str, year: str) -> bool:
    return bool(agency and year)


def nothing(agency: str, year: str) -> bool:
    return not everything(agency, year)


def test_a_paper_has_the_seal_and_is_stale_once_the_seal_is_another(
    planned: Mapping[str, Paper],
) -> None:
    paper = planned[f"{EXAMPLE}/measures.pdf"]
    assert paper.sealed
    drawn = dataclasses.replace(paper, seal='<svg xmlns="http://www.w3.org/2000/svg"/>')
    assert drawn.made_of == paper.made_of, (
        "a check has no pictures, but the same papers"
    )
    other = dataclasses.replace(paper, sealed="0" * 64)
    assert other.made_of != paper.made_of
    assert planned["plalai/2568/measures.pdf"].sealed == ""


def test_a_picture_is_kept_offered_and_removed_like_a_paper(
    tmp_path: Path, content: Content, planned: Mapping[str, Paper]
) -> None:
    [square] = [one for one in planned.values() if one.ending == "png"]
    make_papers(tmp_path, [square], everything)
    [[copy]] = offer(content, read_printed(tmp_path)).pages.values()
    assert copy.file.address == f"{EXAMPLE}/paper/poster-square.png"
    assert copy.title == "รูป EIT สำหรับส่งทาง LINE และ Facebook"
    make_papers(tmp_path, [], everything)
    assert read_printed(tmp_path) == {}
    assert not (tmp_path / "build/paper" / square.path).exists()


def test_papers_are_offered_until_the_content_changes(
    tmp_path: Path, sources: Sources, content: Content, planned: Mapping[str, Paper]
) -> None:
    path = f"{EXAMPLE}/report-12-months.pdf"
    make_papers(tmp_path, [planned[path]], everything)
    offered = offer(content, read_printed(tmp_path))
    assert offered.findings == ()
    assert {f"{EXAMPLE}/report/12-months/"} <= set(offered.pages)
    (copy,) = offered.pages[f"{EXAMPLE}/report/12-months/"]
    assert f"{EXAMPLE}/paper/report-12-months.pdf" == copy.file.address

    file = f"content/agencies/{EXAMPLE}/measures.yml"
    changed = sources.texts[file].replace(b"2,145", b"2,146")
    later = dataclasses.replace(sources, texts={**sources.texts, file: changed})
    assert later.fingerprint != sources.fingerprint
    stale = offer(content_of(later), read_printed(tmp_path))
    assert stale.pages == {}
    assert [finding.code for finding in stale.findings] == ["paper-stale"]


@pytest.mark.parametrize(
    ("file", "data"),
    [
        (f"{EXAMPLE}/poster-a5.pdf", b"%PDF"),
        (f"{EXAMPLE}/poster-a5.pdf", None),
        ("papers.json", b"["),
        ("papers.json", b"{}"),
        ("papers.json", b'{"b`n-rai/2568/a.pdf": {"sha256": "", "made_of": ""}}'),
        ("papers.json", None),
    ],
)
def test_a_paper_that_is_not_as_it_was_made_is_not_offered_and_that_is_said(
    tmp_path: Path,
    content: Content,
    planned: Mapping[str, Paper],
    file: str,
    data: bytes | None,
) -> None:
    path = f"{EXAMPLE}/poster-a5.pdf"
    make_papers(tmp_path, [planned[path]], everything)
    place = tmp_path / "build/paper" / file
    place.unlink() if data is None else place.write_bytes(data)
    offered = offer(content, read_printed(tmp_path))
    assert offered.pages == {}
    (told,) = offered.findings
    assert messages.message(told) == (
        f"ฉบับพิมพ์ {path} เก่ากว่าข้อมูลปัจจุบัน หรือไฟล์ถูกแก้หรือหายไป จึงไม่เผยแพร่"
    )


def test_printing_removes_what_is_no_longer_there(
    tmp_path: Path, planned: Mapping[str, Paper]
) -> None:
    a4, a5 = (planned[f"{EXAMPLE}/poster-{size}.pdf"] for size in ("a4", "a5"))
    make_papers(tmp_path, [a4], everything)
    make_papers(tmp_path, [a5], nothing)
    assert {a4.path, a5.path} == set(read_printed(tmp_path))
    make_papers(tmp_path, [a5], lambda agency, year: f"{agency}/{year}" == EXAMPLE)
    assert {a5.path} == set(read_printed(tmp_path))
    assert not (tmp_path / "build/paper" / a4.path).exists()


@pytest.mark.site
def test_the_site_publishes_a_paper_beside_its_page(tmp_path: Path) -> None:
    copy_agency(tmp_path, "tambon-tuayang", LAST_DAY)
    shutil.rmtree(
        tmp_path / "content/agencies/tambon-tuayang/2567"
    )  # one year is enough
    shutil.copyfile(ROOT / "content/site.yml", tmp_path / "content/site.yml")
    share_facts(tmp_path)
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    day = ["--today", "2568-11-21"]
    for command in (["pdf", "--agency", "tambon-tuayang"], ["build"]):
        assert typed(tmp_path, *command, *day).exit_code == 0
    site = tmp_path / "build/site" / EXAMPLE
    for page, paper in (
        ("measures", "../paper/measures.pdf"),
        ("o27", "../paper/measures.pdf"),
        ("report/12-months", "../../paper/report-12-months.pdf"),
        ("eit", "../paper/poster-a5.pdf"),
        (".", "paper/checklist.pdf"),
    ):
        text = (site / page / "index.html").read_text(encoding="utf-8")
        assert f'<a href="{paper}">ดาวน์โหลดฉบับพิมพ์ (PDF)' in text
        assert (site / page / paper).resolve().read_bytes()[:5] == b"%PDF-"


def test_without_typst_the_command_says_what_to_type() -> None:
    program = (
        "import sys; sys.modules['typst'] = None; sys.argv = ['prongsai', 'pdf'];"
        "from prongsai.cli import main; main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 2
    assert "pip install 'prongsai[pdf]'" in run.stderr


def test_a_paper_that_cannot_be_set_is_named_and_the_others_are_made(
    tmp_path: Path, planned: Mapping[str, Paper]
) -> None:
    a4, a5 = (planned[f"{EXAMPLE}/poster-{size}.pdf"] for size in ("a4", "a5"))
    failed = make_papers(tmp_path, [dataclasses.replace(a4, data="{"), a5], everything)
    assert list(failed) == [a4.path]
    assert failed[a4.path]
    assert {a5.path} == set(read_printed(tmp_path))
