"""The imported years build, and every text that was placed is on a page."""

import datetime
import html
import re
import shutil
from pathlib import Path

import pytest

from cell_expectations import SEEDS, read
from imported_seeds import AGENCIES, imported
from prongsai.building import build
from prongsai.findings import has_errors
from prongsai.importing.run import run
from prongsai.model.fields import Record
from prongsai.model.leaves import leaves
from prongsai.model.measures import Measures
from prongsai.model.scores import Scores
from prongsai.thai.digits import to_arabic
from seeds import CONTENT, seed_text
from seeds import SEEDS as DOCUMENTS

pytestmark = [pytest.mark.seeds, pytest.mark.site, pytest.mark.slow]

NAMES = (
    "id label kind rule by status round repeats from to due date period_from period_to "
    "year_inferred part count value selection answers"
)
NOT_PRINTED = frozenset(NAMES.split())
"""Fields that pages show as words of their own, if at all."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import all five documents into an empty site, and build it."""
    root = tmp_path_factory.mktemp("imported")
    for slug in AGENCIES.values():
        folder = root / "content" / "agencies" / slug
        folder.mkdir(parents=True)
        shutil.copy(CONTENT / slug / "agency.yml", folder)
    shutil.copy(CONTENT.parent / "site.yml", root / "content")
    shutil.copy(CONTENT.parents[1] / "mkdocs.yml", root)
    for number, slug in AGENCIES.items():
        seed_text(number)
        year, _, _ = read(number)
        run(root, sorted(DOCUMENTS.glob(f"{number}_*.txt")), slug, year)
    made = build(root, datetime.date(2026, 11, 21))
    assert not has_errors(made.findings)
    assert made.pages
    return root


def on_pages(root: Path, slug: str) -> str:
    """Return all text of an agency's pages, without blanks."""
    pages = sorted((root / "build" / "site" / slug).rglob("*.html"))
    text = " ".join(page.read_text("utf-8") for page in pages)
    return squeeze(html.unescape(re.sub(r"<[^>]*>", "", text)))


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", to_arabic(text))


def _name(path: tuple[str | int, ...]) -> str:
    return [step for step in path if isinstance(step, str)][-1]


@pytest.mark.parametrize("number", SEEDS)
def test_every_placed_text_is_on_a_page(number: str, built: Path) -> None:
    draft = imported(number)
    shown = on_pages(built, AGENCIES[number])
    records: list[Record] = [
        Measures.model_validate({**draft.measures, "unplaced": []})
    ]
    if draft.scores:
        records.append(Scores.model_validate({**draft.scores, "unplaced": []}))
    missing = [
        (path, value)
        for record in records
        for path, value in leaves(record)
        if isinstance(value, str)
        and _name(path) not in NOT_PRINTED
        and squeeze(value) not in shown
    ]
    assert missing == []


@pytest.mark.parametrize("number", SEEDS)
def test_what_was_not_placed_is_on_no_page(number: str, built: Path) -> None:
    draft = imported(number)
    placed = squeeze(str(draft.measures.get("measures"))) + squeeze(str(draft.scores))
    shown = on_pages(built, AGENCIES[number])
    for cell in draft.measures.get("unplaced", []):
        text = squeeze(cell["text"])
        assert text in placed or text not in shown
