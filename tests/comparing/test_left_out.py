"""A comparison reads the agencies that differ, and finds the same as in all of them."""

import datetime
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from examples import one_in
from git_project import commit, run_git
from prongsai import diff
from prongsai.comparing import DIFFS
from prongsai.comparing import diff as module
from prongsai.comparing.difference import Difference
from prongsai.storage.alike import alike

DAY = datetime.date(2025, 3, 31)
AGENCY = """\
name: เทศบาลตำบล{slug}
kind: subdistrict-municipality
province: ตัวอย่าง
contacts:
  - kind: phone
    text: 081-234-5678
"""
LINK = "link: https://itas.nacc.go.th/go/eit/{code}\n"
ITEMS = "items:\n  - code: O1\n    explanation: ดูได้ที่สำนักงาน{text}\n"
SLUGS = ("alpha", "beta", "gamma", "delta")

Edit = Callable[[Path], None]


def put(path: str, text: str) -> Edit:
    """Return an edit that writes a file."""

    def edit(root: Path) -> None:
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    return edit


def without(path: str) -> Edit:
    """Return an edit that removes a file or folder."""

    def edit(root: Path) -> None:
        thing = root / "content" / path
        if thing.is_dir():
            shutil.rmtree(thing)
        else:
            thing.unlink(missing_ok=True)

    return edit


def site(*more: str) -> Edit:
    return put("site.yml", "\n".join(("version: 1", "title: ศูนย์รวม", *more, "")))


def redirect(old: str, new: str) -> Edit:
    ways = f"redirects:\n  - old: {old}\n    new: {new}\n"
    return put("published.yml", ways)


def of_agency(slug: str) -> Iterator[Edit]:
    home = f"agencies/{slug}"
    yield put(f"{home}/agency.yml", AGENCY.format(slug=slug))
    yield put(f"{home}/agency.yml", AGENCY.format(slug=slug).replace("081", "089"))
    for year in (2567, 2568):
        for code in ("aa11bb", "cc22dd", f"{slug}{year}"):
            yield put(f"{home}/{year}/survey.yml", LINK.format(code=code))
        for text in ("", " โทร. 081-111-2222"):
            yield put(f"{home}/{year}/disclosures.yml", ITEMS.format(text=text))
    yield put(f"{home}/2568/files/แผน.txt", slug)


def of_site() -> Iterator[Edit]:
    yield site()
    yield site("description: โทร. 081-234-5678")
    yield site(
        "own_sites:",
        *(f"  - {{agency: {s}, site_url: 'https://{s}.example/'}}" for s in SLUGS),
    )
    yield redirect("/alpha/2568/o1/", "/beta/2568/o1/")
    yield redirect("/gone/2568/o1/", "/gamma/2568/")
    yield without("published.yml")


def of_mistakes(slug: str) -> Iterator[Edit]:
    home = f"agencies/{slug}"
    yield put(f"{home}/2568/survey.yml", "link: [\n")
    yield put(f"{home}/agency.yml", "name: ''\n")
    yield put(f"{home}/2568/disclosures.yml", "items:\n  - code: O99\n")
    yield without(home)
    yield without(f"{home}/2567")


START = [one for slug in SLUGS for one in of_agency(slug)]
SOUND = [*START, *of_site()]
ANY = SOUND + [one for slug in SLUGS for one in of_mistakes(slug)]


def project(folder: Path, edits: list[Edit]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    for edit in edits:
        edit(folder)
    return folder


def written(found: Difference) -> list[str]:
    return [write(found, "th") for write in DIFFS.values()]


@pytest.mark.slow
@settings(
    max_examples=one_in(5), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.sampled_from(SOUND), max_size=6),
    st.lists(st.sampled_from(ANY), max_size=3),
)
def test_what_is_left_out_changes_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: list[Edit],
    after: list[Edit],
) -> None:
    start = [site(), *START, *before]
    base = project(tmp_path / "base", start)
    head = project(tmp_path / "head", [*start, *after])
    quick = diff(head, str(base), None, DAY)
    with monkeypatch.context() as patched:
        patched.setattr(module, "alike", lambda *_: frozenset())
        whole = diff(head, str(base), None, DAY)
    assert written(quick) == written(whole)


def two_states(tmp_path: Path) -> Path:
    root = project(tmp_path / "site", [site(), *START])
    run_git(root.parent, "init", "-q", "-b", "main", "site")
    commit(root)
    put("agencies/beta/2568/disclosures.yml", ITEMS.format(text="ชั้น 2"))(root)
    return root


def test_only_the_agency_whose_file_changed_is_read(tmp_path: Path) -> None:
    root = two_states(tmp_path)
    assert alike(root, run_git(root, "rev-parse", "HEAD").strip(), root) == {
        *("alpha", "gamma", "delta")
    }
    found = diff(root, "HEAD", None, DAY)
    assert [one.path for one in found.files] == [
        "content/agencies/beta/2568/disclosures.yml"
    ]
    assert {one.slug for one in found.head.content.agencies} == {"beta"}


def test_two_commits_are_compared_as_their_folders_are(tmp_path: Path) -> None:
    root = two_states(tmp_path)
    commit(root)
    base = project(tmp_path / "base", [site(), *START])
    commits = diff(root, "HEAD~1", "HEAD", DAY)
    folders = diff(root, str(base), str(root), DAY)
    assert commits.files == folders.files
    assert commits.findings.new == folders.findings.new
    assert {one.slug for one in commits.base.content.agencies} == {"beta"}


def test_an_agency_with_the_survey_of_one_that_changed_is_read(tmp_path: Path) -> None:
    root = two_states(tmp_path)
    code = LINK.format(code="cc22dd")
    put("agencies/alpha/2568/survey.yml", code)(root)
    put("agencies/beta/2568/survey.yml", code.replace("cc22dd", "ee33ff"))(root)
    commit(root)
    put("agencies/beta/2568/survey.yml", code)(root)
    found = diff(root, "HEAD", None, DAY)
    assert "survey-code-shared" in {one.code for one in found.findings.new}
