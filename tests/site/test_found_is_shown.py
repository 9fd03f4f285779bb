"""Whatever is found is on its item's page, and whatever has a page counts as shown."""

import datetime
import html
import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from any_agency import YEAR, Tree, agencies, text
from built_project import Project
from examples import tries
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.disclosed import components_asked
from prongsai.assessment.finders import FINDERS, fact_of
from prongsai.assessment.states import State, year_states
from prongsai.loading.content import AgencyContent, Content, Year
from prongsai.loading.load import load
from prongsai.opendata.disclosures import disclosure_tables
from prongsai.pages.context import Context
from prongsai.site.page_types import lay_out
from prongsai.site.render import render
from prongsai.storage.content_folder import read_sources
from small_site import look, sources

DAY = datetime.date(2025, 3, 31)


def read(files: Mapping[str, Tree]) -> Content:
    """Load an agency in memory; generated content has no mistake."""
    folder = "content/agencies/ban-rai"
    own = {
        f"{folder}/{name}": text(tree)
        for name, tree in files.items()
        if name != "local"
    }
    nothing = dict.fromkeys(
        [f"{folder}/{YEAR}/{name}.yml" for name in ("scores", "survey", "disclosures")]
    )
    texts = {**nothing, **own, f"content/catalogue/{YEAR}.yml": text(files["local"])}
    content, wrong = look(sources(texts, attachments=()))
    assert wrong == ()
    assert content is not None
    return content


def plain(page: str) -> str:
    """Return the text of a page as a reader sees it."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def section(page: str, anchor: str) -> str:
    """Return what is at an anchor: the section of a component, else the whole page."""
    found = re.search(
        rf'<section class="component" id="{anchor}"[^>]*>(.*?)</section>',
        page,
        re.DOTALL,
    )
    return found[1] if found else page


def hold(content: Content, pages: Mapping[str, str]) -> int:
    """Hold every year against its pages; return how many components are found."""
    context = Context.of(content)
    found = 0
    for agency in content.agencies:
        for year in agency.years:
            assessed = AssessedYear(
                content=content, agency=agency, year=year, today=DAY
            )
            shown = set()
            for state in year_states(assessed).items:
                address = context.addresses.item(
                    agency.slug, year.fiscal_year, state.item.code
                )
                assert (address in pages) is state.shown, address
                if state.shown:
                    shown.add(state.item.code)
                    found += _held(agency, year, state, pages[address])
                else:
                    states = {one.state for one in state.components}
                    assert states <= {State.MISSING}
            tables = disclosure_tables(context, agency, year)
            items = next(table for table in tables if table.name == "disclosures")
            assert {row[0] for row in items.rows} == shown
    return found


def _held(agency: AgencyContent, year: Year, state: Any, page: str) -> int:
    found = 0
    asked = components_asked(state.item, agency.agency.value)
    assert [one.component for one in state.components] == list(asked)
    for one in state.components:
        if one.state is not State.FOUND:
            continue
        found += 1
        anchor, rule = one.component.id, one.component.looks_for or ""
        assert len(re.findall(rf'\sid="{anchor}"', page)) == 1, (anchor, rule)
        fact = fact_of(agency, year, state.item, one.component)
        assert fact is not None
        place = page if FINDERS[rule].in_tables else section(page, anchor)
        # One table may answer several components: the others lead to it.
        for other in re.findall(r'<p><a href="#([^"]+)">ดูในตาราง', place):
            place += section(page, other)
        seen = plain(place)
        for word in fact.words:
            assert word in seen, (anchor, word)
    return found


@settings(
    max_examples=tries(20),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(agencies())
@pytest.mark.slow
def test_what_is_found_is_on_its_page_and_what_has_a_page_is_shown(
    files: dict[str, Tree],
) -> None:
    content = read(files)
    plan = lay_out(content)
    pages = {
        one.path.removesuffix("index.md"): one.data.decode()
        for one in render(plan)
        if one.path.endswith("index.md")
    }
    hold(content, pages)


@pytest.mark.site
def test_what_is_found_is_on_the_built_site(built_project: Project) -> None:
    content, _ = load(read_sources(built_project.root))
    assert content is not None
    site = built_project.site
    pages = {
        path.parent.relative_to(site).as_posix() + "/": path.read_text("utf-8")
        for path in site.rglob("index.html")
    }
    assert hold(content, pages) > 10
