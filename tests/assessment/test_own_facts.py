"""The agency's own data are on the page of the item whose role they have, each year."""

import datetime
import html
import re
from collections.abc import Iterator

import pytest

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.own_facts import OWN_FACTS
from prongsai.assessment.states import Completeness, ItemState, year_states
from prongsai.internal.todo import todo
from prongsai.loading.catalogues import catalogue_years, rules_of
from prongsai.loading.content import Content
from prongsai.model.catalogue import Item, Role
from prongsai.opendata.disclosures import disclosure_tables
from prongsai.pages.context import Context
from prongsai.site.page_types import lay_out
from prongsai.site.render import render
from small_site import AGENCY, SITE, look, sources

DAY = datetime.date(2026, 11, 26)

YEARS = (*catalogue_years(), catalogue_years()[-1] + 1)
LINK = "https://itas.nacc.go.th/go/eit/abc"
TABLES = {Role.MEASURES, Role.REPORT}
OWN = {
    Role.UNITS: ("สำนักปลัด", "งานการเจ้าหน้าที่"),
    Role.EXECUTIVES: ("นายกเทศมนตรี",),
    Role.CONTACTS: ("0-3800-0001", "เลขที่ 1 ตำบลบ้านไร่", "เพจบ้านไร่"),
    Role.COMPLAINTS: ("แจ้งทุจริต", "ร้องเรียนทั่วไป"),
    Role.SURVEY: (LINK,),
}
DATA = """\
contacts:
  - kind: address
    text: เลขที่ 1 ตำบลบ้านไร่
  - kind: phone
    text: 0-3800-0001
  - kind: facebook
    text: เพจบ้านไร่
    url: https://www.example.go.th/fb
complaint_channels:
  - title: ร้องเรียนทั่วไป
  - title: แจ้งทุจริต
    url: https://www.example.go.th/r
    corruption: true
"""


def items_with_role(year: int) -> dict[Role, Item]:
    rules = rules_of(year)
    assert rules is not None
    found = [item for item in rules.items if item.role]
    roles = {item.role: item for item in found if item.role}
    assert len(roles) == len(found), "a role is given to one item of a year"
    return roles


def site_of(year: int, more: str = DATA, items: tuple[str, ...] = ()) -> Content:
    """Load an agency whose year has items that say nothing but their code."""
    codes = items or tuple(item.code for item in items_with_role(year).values())
    listed = "".join(f"  - code: {code}\n" for code in codes)
    gone = {path: None for path in SITE if f"{AGENCY}/2568/" in path}
    own = {
        f"{AGENCY}/agency.yml": SITE[f"{AGENCY}/agency.yml"] + more,
        f"{AGENCY}/{year}/disclosures.yml": f"items:\n{listed}",
        f"{AGENCY}/{year}/survey.yml": f"link: {LINK}\n",
    }
    content, wrong = look(sources({**gone, **own}, attachments=()))
    assert content is not None, wrong
    return content


def pages_of(content: Content) -> dict[str, str]:
    """Return the words of every page by the end of its address, links included."""
    return {
        one.path.removesuffix("/index.md").removeprefix("ban-rai/"): html.unescape(
            re.sub(r"<(?!a |/a)[^>]*>", " ", one.data.decode())
        )
        for one in render(lay_out(content))
        if one.path.endswith("index.md")
    }


def assessed(content: Content, year: int) -> AssessedYear:
    agency = content.agencies[0]
    found = agency.year(year)
    assert found is not None
    return AssessedYear(content=content, agency=agency, year=found, today=DAY)


def states(content: Content, year: int) -> dict[str, ItemState]:
    return {one.item.code: one for one in year_states(assessed(content, year)).items}


def roles() -> Iterator[tuple[int, Role]]:
    for year in YEARS:
        for role in OWN_FACTS:
            yield year, role


def test_every_year_has_an_item_of_every_role() -> None:
    for year in YEARS:
        assert set(items_with_role(year)) == set(Role), year


def test_every_role_is_of_measures_or_has_facts() -> None:
    assert {role for role in Role if role not in TABLES} == set(OWN_FACTS) == set(OWN)


def test_a_role_keeps_its_subject_from_year_to_year() -> None:
    for year in catalogue_years()[1:]:
        before = {item.code: role for role, item in items_with_role(year - 1).items()}
        for role, item in items_with_role(year).items():
            followed = {before.get(ref.code) for ref in item.follows}
            assert not followed or role in followed, (year, item.code)


@pytest.mark.slow
@pytest.mark.parametrize("year", YEARS)
def test_the_page_of_a_role_has_the_data_without_any_document(year: int) -> None:
    content = site_of(year)
    pages = pages_of(content)
    for role, words in OWN.items():
        item = items_with_role(year)[role]
        address = f"{year}/{item.code.lower()}"
        if role is Role.SURVEY:  # a call to take part is no news by itself
            assert address not in pages
            assert not states(content, year)[item.code].shown
            continue
        for word in words:
            assert word in pages[address], (address, word)
        assert states(content, year)[item.code].shown


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.slow
def test_the_survey_is_on_the_page_of_news_that_has_something_else(year: int) -> None:
    news = items_with_role(year)[Role.SURVEY]
    content = site_of(year, items=(f"{news.code}\n    explanation: ข่าวของเรา",))
    assert LINK in pages_of(content)[f"{year}/{news.code.lower()}"]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.slow
def test_states_todo_and_open_data_agree_with_the_pages(year: int) -> None:
    content = site_of(year)
    pages = pages_of(content)
    found = states(content, year)
    shown = {code for code, one in found.items() if one.shown}
    at = {path.rsplit("/", 1)[-1].upper() for path in pages if path.startswith("25")}
    assert shown == at & set(found)
    agency = content.agencies[0]
    tables = disclosure_tables(
        Context.of(content), agency, assessed(content, year).year
    )
    listed = next(table for table in tables if table.name == "disclosures")
    assert {row[0] for row in listed.rows} == shown
    tasks = todo(assessed(content, year), (), "th").units
    lines = {task.code: task.lines for unit in tasks for task in unit.tasks}
    for code in shown:
        assert "ยังไม่มีเอกสารหรือลิงก์" not in lines.get(code, ())


@pytest.mark.slow
def test_data_that_are_not_there_make_no_page() -> None:
    content = site_of(2569, more="")
    contacts = items_with_role(2569)[Role.CONTACTS]
    assert f"2569/{contacts.code.lower()}" not in pages_of(content)
    assert states(content, 2569)[contacts.code].completeness is Completeness.INCOMPLETE


def test_general_channels_alone_do_not_answer_the_item_about_corruption() -> None:
    general = "complaint_channels:\n  - title: ร้องเรียนทั่วไป\n"
    item = items_with_role(2569)[Role.COMPLAINTS]
    assert not states(site_of(2569, more=general), 2569)[item.code].shown


@pytest.mark.slow
def test_data_are_not_told_twice_where_a_component_shows_them() -> None:
    page = pages_of(site_of(2568))["2568/o3"].partition("\n---\n")[2]
    for word in ("เลขที่ 1 ตำบลบ้านไร่", "เพจบ้านไร่"):
        assert page.count(word) == 1, word


@pytest.mark.slow
def test_an_internal_item_shows_nothing() -> None:
    content = site_of(2569, items=("O2\n    visibility: internal",))
    assert "2569/o2" not in pages_of(content)
    assert not states(content, 2569)["O2"].shown
