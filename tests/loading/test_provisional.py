"""A year whose list has not come: the newest known list as a draft."""

import datetime

from each import each
from prongsai.checking import check_sources
from prongsai.findings import Severity
from prongsai.loading.catalogues import catalogue, catalogue_years, list_year, rules_of
from prongsai.model.catalogue import Authority
from small_site import AGENCY, look, sources

MEASURES = "measures: [{id: m1, title: สื่อสาร}]\n"
OWN = """\
fiscal_year: 2570
sources: [{id: manual, title: คู่มือ 2570}]
"""
NEWEST = catalogue_years()[-1]


def test_the_draft_of_a_year_has_every_item_of_the_newest_known_year() -> None:
    known, draft = catalogue(NEWEST), rules_of(NEWEST + 1)
    assert known
    assert draft
    assert [i.code for i in draft.items] == [i.code for i in known.items]
    assert [str(i.follows[0]) for i in draft.items] == [
        f"{NEWEST}:{i.code}" for i in known.items
    ]
    assert (draft.fiscal_year, draft.list_year) == (NEWEST + 1, NEWEST)
    assert str(NEWEST + 1) in draft.title


def test_nothing_of_a_draft_is_anybody_elses_word_or_known_whole() -> None:
    draft = rules_of(NEWEST + 2)
    assert draft
    assert draft.list_year == NEWEST
    parts = [c for item in draft.items for c in item.components]
    said = [*draft.items, *parts, *draft.questions, *draft.topics, draft.ratings]
    assert {one.authority for one in said} == {Authority.PROJECT}
    assert not any(item.components_known for item in draft.items)
    assert all(item.provisional for item in draft.items)
    assert draft.calendar == ()


def test_known_years_are_no_drafts_and_years_before_them_have_no_rules() -> None:
    assert list_year(catalogue_years()[0] - 1) is None
    for year in catalogue_years():
        rules = rules_of(year)
        assert rules is catalogue(year)
        assert rules
        assert not rules.provisional


@each(
    "today",
    [
        datetime.date(2026, 9, 30),
        datetime.date(2026, 10, 1),
        datetime.date(2027, 3, 1),
        datetime.date(2027, 10, 1),
    ],
    ids=["before the year", "first day", "in the year", "after the year"],
)
def test_a_year_without_a_list_is_said_once_and_stops_nothing(
    today: datetime.date,
) -> None:
    given = sources({f"{AGENCY}/2570/measures.yml": MEASURES})
    found = check_sources(given, today).findings
    ours = [f for f in found if f.year == 2570 and f.subject == "items"]
    assert [(f.code, f.severity) for f in ours] == [("provisional-year", Severity.HINT)]
    codes = {f.code for f in found if f.year == 2570}
    assert not codes & {"disclosures-missing", "items-missing", "no-catalogue"}


def test_an_own_list_makes_the_year() -> None:
    own = OWN + (
        "items_known: true\n"
        "items:\n"
        "  - {code: O1, title: โครงสร้างและอำนาจหน้าที่, sub_indicator: 9.1}\n"
        "  - {code: O2, title: มาตรการ, follows: ['2569:O25']}\n"
    )
    content, wrong = look(
        sources(
            {
                "content/catalogue/2570.yml": own,
                f"{AGENCY}/2570/disclosures.yml": "items: [{code: O1}, {code: O2}]\n",
            }
        )
    )
    assert wrong == ()
    assert content
    year = content.agencies[0].year(2570)
    assert year
    assert year.catalogue
    rules = year.catalogue
    assert not rules.provisional
    assert rules.list_year == 2570
    assert [(i.code, i.sub_indicator, i.role) for i in rules.items] == [
        ("O1", "9.1", None),
        ("O2", "10.2", "measures"),
    ]


def test_an_own_list_that_is_not_whole_changes_nothing_but_the_components() -> None:
    part = "{id: o2-own, text: ชื่อ, authority: local, sources: [manual]}"
    own = (
        OWN
        + "items:\n  - {code: O7, title: ผู้บริหาร, follows: ['2569:O2']}\n"
        + f"  - {{code: O2, components: [{part}]}}\n"
    )
    content, wrong = look(
        sources(
            {
                "content/catalogue/2570.yml": own,
                f"{AGENCY}/2570/disclosures.yml": "items: [{code: O7}]\n",
            }
        )
    )
    assert wrong == ()
    assert content
    rules, known = content.catalogues[2570], catalogue(2569)
    assert known
    assert [i.title for i in rules.items] == [i.title for i in known.items]
    assert "o2-own" in {c.id for c in rules.items[1].components}
    assert rules.provisional


def test_codes_keep_the_meaning_of_the_list_under_which_they_were_entered() -> None:
    draft = "codes_of: 2567\nitems: [{code: O34}]\n"
    content, wrong = look(sources({f"{AGENCY}/2568/disclosures.yml": draft}))
    assert content
    year = content.agencies[0].year(2568)
    assert year
    assert year.catalogue
    old = catalogue(2567)
    assert old
    titles = {item.code: item.title for item in old.items}
    assert {i.code: i.title for i in year.catalogue.items} == titles
    assert [f.code for f in wrong] == ["no-evidence"]  # of the measures' result


PART = "components: [{id: o5-m1, text: ช่องทาง, authority: local, sources: [manual]}]"
TICK = "components_known: true, ticked: {by: ปลัด, on: 2570-02-01}"


@each(
    "item",
    ["draft: true", "draft: false", f"{PART}, {TICK}"],
    ids=["read", "own", "ticked"],
)
def test_a_list_that_is_longer_than_the_draft_stops_nothing(item: str) -> None:
    own = OWN + f"items: [{{code: O27, title: ข้อใหม่, {item}}}]\n"
    given = sources(
        {
            "content/catalogue/2570.yml": own,
            f"{AGENCY}/2570/measures.yml": MEASURES,
        }
    )
    found = check_sources(given, datetime.date(2027, 2, 1)).findings
    assert [str(one) for one in found if one.severity is Severity.ERROR] == []


def test_what_was_read_counts_at_the_item_of_the_draft_with_its_title() -> None:
    known = catalogue(2569)
    assert known
    third = known.items[2]
    own = OWN + f"items: [{{code: O5, title: {third.title}, {PART}, {TICK}}}]\n"
    content, wrong = look(
        sources(
            {
                "content/catalogue/2570.yml": own,
                f"{AGENCY}/2570/disclosures.yml": "items: [{code: O3}]\n",
            }
        )
    )
    assert wrong == ()
    assert content
    items = {item.code: item for item in content.catalogues[2570].items}
    assert [one.id for one in items["O3"].components] == ["o5-m1"]
    assert items["O3"].components_known
    assert [one.id for one in items["O5"].components] == [
        one.id for one in known.items[4].components
    ]
    assert items["O5"].ticked is None


def test_the_calendar_is_of_the_year_while_items_wait_to_be_moved() -> None:
    own = OWN + (
        "items_known: true\nitems: [{code: O1, title: โครงสร้าง}]\n"
        "calendar: [{title: ตอบแบบวัด OIT, authority: local, end: 2570-04-30}]\n"
    )
    content, wrong = look(
        sources(
            {
                "content/catalogue/2570.yml": own,
                f"{AGENCY}/2570/disclosures.yml": "codes_of: 2569\n",
            }
        )
    )
    assert wrong == ()
    assert content
    year = content.agencies[0].year(2570)
    assert year
    assert year.catalogue
    assert year.catalogue.provisional
    assert [step.title for step in year.catalogue.calendar] == ["ตอบแบบวัด OIT"]
