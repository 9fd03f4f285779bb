"""The example from 2569 into 2570, and later the year's own list: no word is lost."""

import dataclasses
import datetime
from functools import cache
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from checkout import ROOT
from examples import tries
from prongsai.checking import check_sources
from prongsai.findings import Severity
from prongsai.loading.catalogues import catalogue
from prongsai.loading.load import load
from prongsai.loading.published import file_of
from prongsai.storage.content_folder import Sources, read_sources
from prongsai.storage.starter import EXAMPLE_SLUG
from prongsai.yaml.writer import dump
from prongsai.years.accepting import accept
from prongsai.years.moving import tree_of, words
from prongsai.years.rolling import roll_over
from prongsai.years.settle import settled_year

AGENCY = f"content/agencies/{EXAMPLE_SLUG}"
DISCLOSURES = f"{AGENCY}/2570/disclosures.yml"
MEASURES = f"{AGENCY}/2570/measures.yml"
PUBLISHED = "content/published.yml"
TODAY, LATER = datetime.date(2026, 11, 26), datetime.date(2027, 2, 10)
KNOWN = catalogue(2569)
TITLES = {item.code: item.title for item in KNOWN.items} if KNOWN else {}


def _with(sources: Sources, changes: dict[str, bytes]) -> Sources:
    return dataclasses.replace(sources, texts={**sources.texts, **changes})


@cache
def begun() -> Sources:
    """Return the example with the 2570 that roll-over makes of its 2569."""
    every = read_sources(ROOT)
    year, own = f"{AGENCY}/2570/", (f"{AGENCY}/", "content/site.yml")
    texts = {
        path: data
        for path, data in every.texts.items()
        if path.startswith(own) and not path.startswith(year)
    }
    files = {
        path: fact for path, fact in every.attachments.items() if path.startswith(own)
    }
    before = Sources(texts=texts, attachments=files)
    content, _ = load(before)
    assert content is not None
    rolled = roll_over(before, content, content.agencies[0], 2570, "th")
    assert rolled is not None
    accepted = accept(rolled.files[MEASURES], {"all"})
    assert accepted.data is not None
    return _with(before, {**rolled.files, MEASURES: accepted.data})


def _list(moves: dict[str, str | None]) -> bytes:
    items: list[Any] = [
        {"code": new, "title": TITLES[old], "follows": [f"2569:{old}"]}
        for old, new in moves.items()
        if new
    ]
    return (
        "items_known: true\n" + dump({"fiscal_year": "2570", "items": items})
    ).encode()


def _errors(sources: Sources, today: datetime.date) -> list[str]:
    found = check_sources(sources, today).findings
    return [str(one) for one in found if one.severity is Severity.ERROR]


@pytest.mark.slow
def test_the_year_begins_with_what_is_in_force_and_the_scores_as_analysis() -> None:
    after = begun()
    assert _errors(after, TODAY) == []
    items = tree_of(after.texts[DISCLOSURES], "")["items"]
    cited = {e["file"] for one in items for e in one.get("evidence", ()) if "file" in e}
    assert "2568/แผนปฏิบัติการป้องกันการทุจริต 2566-2570.pdf" in cited
    assert all(file.startswith("2568/") for file in cited)
    assert len(items) == len(TITLES)
    analysis = tree_of(after.texts[MEASURES], "")["analysis"]
    kinds = [(one["kind"], one["scope"][0]["code"]) for one in analysis]
    assert kinds == [
        ("urgent", "2569:O14"),
        ("urgent", "2569:e9"),
        ("keep", "2569:O26"),
        ("keep", "2569:O25"),
    ]


@st.composite
def crosswalks(draw: st.DrawFn) -> dict[str, str | None]:
    """Draw a list in which items have other codes, or are gone."""
    gone = draw(st.sets(st.sampled_from([*TITLES]), max_size=6))
    moves = dict(zip(TITLES, draw(st.permutations([*TITLES])), strict=True))
    return {old: None if old in gone else new for old, new in moves.items()}


@settings(max_examples=tries(2), phases=[Phase.generate])
@given(crosswalks())
@pytest.mark.slow
def test_whatever_the_list_that_comes_is_every_word_is_kept(
    moves: dict[str, str | None],
) -> None:
    before = begun()
    had = set(words(tree_of(before.texts[DISCLOSURES], "")))
    came = _with(before, {"content/catalogue/2570.yml": _list(moves)})
    settled = settled_year(came, EXAMPLE_SLUG, 2570, {}, LATER)
    after = _with(came, dict(settled.files))

    new = tree_of(after.texts[DISCLOSURES], "")
    assert had - set(words(new)) - {*TITLES, "2569"} == set()
    assert _errors(after, LATER) == []
    assert settled_year(after, EXAMPLE_SLUG, 2570, {}, LATER).files == {}
    others = {p: d for p, d in before.texts.items() if "/2570/" not in p}
    assert others.items() <= after.texts.items()


@pytest.mark.slow
@pytest.mark.parametrize("code", ["O5", "O9"])
def test_an_address_that_was_published_leads_to_the_item_that_moved(code: str) -> None:
    moves: dict[str, str | None] = {one: one for one in TITLES}
    moves |= {code: "O27"}
    old, new = (f"/{EXAMPLE_SLUG}/2570/{one}/" for one in (code.lower(), "o27"))
    changes = {
        "content/catalogue/2570.yml": _list(moves),
        PUBLISHED: f"addresses: [{old}]\n".encode(),
    }
    settled = settled_year(_with(begun(), changes), EXAMPLE_SLUG, 2570, {}, LATER)
    published = tree_of(settled.files[file_of(EXAMPLE_SLUG)], "")
    assert published["redirects"] == [{"old": old, "new": new}]
