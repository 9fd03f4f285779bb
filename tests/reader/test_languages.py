"""The English site and Thai digits: other words, the same addresses and anchors."""

import re
from functools import cache
from pathlib import Path

import pytest

from built_project import TODAY, Project, copy_content
from made_once import made_once
from prongsai import messages
from prongsai.building import build
from reader_site import TYPES

pytestmark = pytest.mark.site

_ID = re.compile(r'\sid="([^"]*)"')
_LINK = re.compile(r'\s(?:href|src|data-copy|datetime|data-closes)="([^"]*)"')


def built(folder: Path, words: str) -> Path:
    """Build the project of all tests with other words in `site.yml`."""
    copy_content(folder)
    file = folder / "content" / "site.yml"
    lines = file.read_text("utf-8").splitlines()
    key = words.partition(":")[0]
    kept = [line for line in lines if not line.startswith(f"{key}:")]
    file.write_text("\n".join([*kept, words, ""]), encoding="utf-8")
    assert build(folder, TODAY).pages
    return folder / "build" / "site"


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "english", lambda at: built(at, "language: en"))


@pytest.fixture(scope="session")
def digits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "digits", lambda at: built(at, "digits: thai"))


def html(site: Path, address: str) -> str:
    """Return the built page at an address."""
    path = site / address
    return (path if path.suffix else path / "index.html").read_text("utf-8")


@cache
def thai_words() -> frozenset[str]:
    """Return the site's own Thai words that are long enough to be distinguished from
    data."""
    table = messages._table("ui")
    # Names of agencies, and words for what documents leave out, are in the data too.
    names = {key for key in table if key.startswith("kind-")} | {"not-stated"}
    texts = (str(entry["th"]) for key, entry in table.items() if key not in names)
    return frozenset(t for t in texts if len(t) > 14 and "{" not in t)


def test_the_english_site_has_no_thai_words_of_its_own(english: Path) -> None:
    for kind in ("hub", "search", "accessibility", "404", "eit"):
        page = html(english, TYPES[kind])
        assert '<html lang="en"' in page
        assert [word for word in thai_words() if word in page] == [], kind
        assert "ค้นหา" not in page


def test_the_english_site_speaks_english(english: Path) -> None:
    home = html(english, TYPES["home"])
    assert "ITA disclosures of" in home
    assert "Complaints" in home
    assert "31 March 2025" in html(english, TYPES["item"]) or "B.E." in home
    assert "<title>Page not found (404)" in html(english, "404.html")


def pages(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in sorted(root.rglob("*.html"))
    }


def test_thai_digits_change_no_link_and_no_anchor(
    built_project: Project, digits: Path
) -> None:
    arabic, thai = pages(built_project.site), pages(digits)
    assert list(thai) == list(arabic)
    for path, page in arabic.items():
        assert _ID.findall(thai[path]) == _ID.findall(page), path
        assert _LINK.findall(thai[path]) == _LINK.findall(page), path


def test_thai_digits_are_printed(digits: Path) -> None:
    page = html(digits, TYPES["scores"])
    assert "ปีงบประมาณ พ.ศ. ๒๕๖๘" in page
    assert "๙๑.๐๓" in page
    text = re.sub(r"<(script|style|svg).*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
    left = re.findall(r"(?<![\w.#])[0-9]+\.[0-9]+(?!\w)", text)
    assert left == []
    assert "O๔" not in html(digits, TYPES["checklist"])


def test_figures_in_charts_have_thai_digits_too(digits: Path) -> None:
    for svg in re.findall(
        r"<svg viewBox=\"0 0 360.*?</svg>", html(digits, TYPES["scores"])
    ):
        assert not re.search(r"<text[^>]*>[^<]*[0-9]", svg)
