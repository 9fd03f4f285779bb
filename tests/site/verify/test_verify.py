"""The verifier reads a built site; each break gives the finding that names it."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from broken_sites import BREAKS, TOGETHER, YEAR, Break
from built_project import Project, copied
from checkout import ROOT
from examples import WHOLE
from golden import same_as_golden
from prongsai import messages
from prongsai.findings import Finding
from prongsai.site.verify import CHECKS, verify
from prongsai.site.verify.link_targets import target
from qr_reader import read
from typed_command import typed

pytestmark = pytest.mark.site


def findings(project: Project) -> list[str]:
    """Verify, and write every finding as place, code and whole message."""
    return [written(finding) for finding in verify(project.site, project.terms)]


def written(finding: Finding) -> str:
    return f"{finding.place.path} [{finding.code}] {messages.message(finding)}"


def test_a_whole_site_has_no_findings(built_project: Project) -> None:
    assert findings(built_project) == []


GOLDEN = ROOT / "tests/golden/verify.txt"


def found_after(breaks: Sequence[Break], built: Project, root: Path) -> list[str]:
    """Break a copy of the site in some ways, and return what is found."""
    project = Project(root=root, terms=built.terms)
    shutil.copytree(built.site, project.site)
    (root / "content").symlink_to(built.root / "content")
    for spoil in breaks:
        spoil(project)
    found = findings(project)
    shutil.rmtree(root)
    return found


def test_each_break_gives_the_finding_that_names_it(
    built_project: Project, tmp_path: Path, *, update_golden: bool
) -> None:
    """Where they are not tried one by one, several are in one copy of the site."""
    if not (WHOLE or update_golden):
        lines = GOLDEN.read_text("utf-8").splitlines()
        known = dict(zip(lines[::2], lines[1::2], strict=True))
        assert list(known) == [f"{spoil.__name__}:" for spoil in BREAKS]
        for at, together in enumerate(TOGETHER):
            wanted = [known[f"{spoil.__name__}:"].strip() for spoil in together]
            found = found_after(together, built_project, tmp_path / f"{at}")
            assert sorted(found) == sorted(wanted)
        return
    text = ""
    for spoil in BREAKS:
        found = found_after([spoil], built_project, tmp_path / spoil.__name__)
        assert len(found) == 1, (spoil.__name__, found)
        text += f"{spoil.__name__}:\n  {found[0]}\n"
    same_as_golden(GOLDEN, text, update=update_golden)


def test_every_check_is_registered_and_every_code_is_broken_once() -> None:
    folder = ROOT / "generator/prongsai/site/verify"
    checks = {
        p.stem for p in folder.glob("*.py") if "\ndef check(" in p.read_text("utf-8")
    }
    assert checks == set(CHECKS)
    golden = GOLDEN.read_text(encoding="utf-8")
    codes = {c for c, t in messages.finding_codes().items() if t == "findings-site"}
    assert {code for code in codes if f"[{code}]" not in golden} == set()


def test_a_redirect_needs_no_link_but_a_target(
    built_project: Project, tmp_path: Path
) -> None:
    project = copied(built_project, tmp_path / "redirect")
    old = project.site / YEAR / "o16-old"
    old.mkdir()
    page = (
        '<!doctype html><html lang="th"><meta http-equiv="refresh"'
        ' content="0; url=../{to}/"><a href="../{to}/">O16</a></html>'
    )
    (old / "index.html").write_text(page.format(to="o16"), encoding="utf-8")
    assert findings(project) == []
    (old / "index.html").write_text(page.format(to="o99"), encoding="utf-8")
    assert [finding.code for finding in verify(project.site, project.terms)] == [
        "site-dead-link"
    ]


def test_what_an_agency_attaches_is_not_ours(
    built_project: Project, tmp_path: Path
) -> None:
    project = copied(built_project, tmp_path / "attached")
    (project.site / YEAR / "files/o5-plan.html").write_text(
        '<html><img src="https://cdn.example/a.png"></html>', encoding="utf-8"
    )
    assert findings(project) == []


def test_the_pictures_of_a_survey_are_read_as_the_link_next_to_them(
    built_project: Project,
) -> None:
    for name in ("eit.svg", "eit.png"):
        picture = (built_project.site / YEAR / "eit" / name).read_bytes()
        assert read(picture) == ("https://itas.nacc.go.th/go/eit/exampl",)


def test_links_are_followed_as_a_browser_does() -> None:
    cases = {
        ("a/b/index.html", "../c/", "/"): ("a/c/", ""),
        ("a/b/index.html", "../../..", "/"): ("..", ""),
        ("a/b/index.html", "../..", "/"): ("", ""),
        ("a/b/index.html", "#top", "/"): ("a/b/index.html", "top"),
        ("a/index.html", "x.pdf?y#z", "/"): ("a/x.pdf", "z"),
        ("a/index.html", "%E0%B8%81.pdf", "/"): ("a/ก.pdf", ""),
        ("404.html", "/sub/a/", "/sub/"): ("a/", ""),
        ("404.html", "/sub/.", "/sub/"): ("", ""),
        ("404.html", "/a/", "/sub/"): ("../a/", ""),
        ("a/index.html", "mailto:a@b.example", "/"): None,
        ("a/index.html", "//host.example/", "/"): None,
    }
    assert cases == {case: target(*case) for case in cases}


def test_a_broken_site_keeps_the_old_one_and_is_our_bug(
    built_project: Project, tmp_path: Path
) -> None:
    project = copied(built_project, tmp_path / "theirs")
    overrides = project.root / "theme/overrides/partials"
    overrides.mkdir(parents=True)
    (overrides / "copyright.html").write_text(
        '<img src="https://counter.example/1.gif">', encoding="utf-8"
    )
    before = (project.site / "index.html").read_bytes()
    done = typed(project.root, "build", "--today", "2568-03-31")
    assert done.exit_code == 70, done.stderr
    assert "[site-outside-request]" in done.stdout
    assert "[site-no-alt]" in done.stdout
    assert done.stderr == messages.text("terminal", "broken", "th") + "\n"
    assert (project.site / "index.html").read_bytes() == before
