"""One answer to which results a report holds, for the page and for the finder."""

import datetime

import pytest

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.disclosed import is_shown, public_items
from prongsai.assessment.report_rounds import results_of, rounds
from prongsai.assessment.states import Completeness, State, year_states
from prongsai.checking import check
from prongsai.loading.content import Content
from prongsai.model.measures import Measures
from prongsai.pages.items import ItemView
from prongsai.site.page_types import lay_out
from small_site import AGENCY, look, sources

DAY = datetime.date(2025, 3, 31)

KNOWN = """\
fiscal_year: 2568
sources:
  - {id: manual, title: คู่มือ, document: คู่มือ หน้า 41}
items:
  - code: O28
    components_known: true
    components:
      - id: o28-results
        text: ผลการดำเนินการ
        looks_for: report-results
        authority: local
        sources: [manual]
"""

FINISHED_EARLY = """\
measures:
  - id: m1
    title: สอนใช้ระบบ
    results: [{id: r1, round: 6-months, status: done, summary: สอนครบทุกหมู่บ้านแล้ว}]
  - id: m2
    title: ทำข่าวให้อ่านง่าย
    results: [{id: r2, round: 12-months, summary: ทำข่าวครบแล้ว}]
"""

ONLY_A_DOCUMENT = """\
documents: [{id: report, kind: report, title: รายงานผล, round: 12-months}]
measures: [{id: m1, title: สอนใช้ระบบ}]
"""


def site(measures: str) -> Content:
    content, wrong = look(
        sources(
            {
                "content/catalogue/2568.yml": KNOWN,
                f"{AGENCY}/2567/measures.yml": measures,
            }
        )
    )
    assert wrong == ()
    assert content is not None
    return content


def assessed_year(content: Content) -> AssessedYear:
    agency = content.agencies[0]
    year = agency.year(2568)
    assert year is not None
    return AssessedYear(content=content, agency=agency, year=year, today=DAY)


def page(content: Content) -> ItemView:
    views = [
        page.view
        for page in lay_out(content).pages
        if isinstance(page.view, ItemView) and page.year == 2568
    ]
    return next(view for view in views if view.item.code == "O28")


def test_what_is_found_of_a_report_is_on_its_page() -> None:
    content = site(FINISHED_EARLY)
    state = year_states(assessed_year(content)).items[-1]
    assert [one.state for one in state.components] == [State.FOUND]
    assert state.completeness is Completeness.COMPLETE
    tables = page(content).measures
    assert tables is not None
    shown = {
        view.result.summary: view.earlier
        for _, group in tables.groups
        for one in group
        for view in one.results
    }
    assert shown == {"สอนครบทุกหมู่บ้านแล้ว": "6-months", "ทำข่าวครบแล้ว": ""}
    assert tables.ids("report-results") == ("o28-results",)


def test_a_report_without_results_is_shown_and_not_complete() -> None:
    content = site(ONLY_A_DOCUMENT)
    assessed = assessed_year(content)
    state = year_states(assessed).items[-1]
    assert state.shown
    assert state.completeness is Completeness.INCOMPLETE
    assert page(content).item.code == "O28"
    missing = [f for f in check(content, DAY) if f.code == "items-missing"]
    codes = dict(missing[0].facts)["items"].split(", ")
    assert "O28" not in codes
    assert assessed.rules is not None
    assert codes == [
        item.code
        for item in assessed.rules.items
        if not is_shown(assessed.agency, assessed.year, item)
    ]
    assert len(codes) + len(public_items(assessed.agency, assessed.year)) == 28


@pytest.mark.parametrize(
    ("results", "reports", "held"),
    [
        (["6 r"], ["6-months"], {"6-months": "r"}),
        (
            ["6 r", "12 s"],
            ["6-months", "12-months"],
            {"6-months": "r", "12-months": "s"},
        ),
        (["6 r done"], ["6-months"], {"6-months": "r", "12-months": "r"}),
        (["6 r ongoing"], ["6-months"], {"6-months": "r", "12-months": ""}),
        (["6 r done", "12 s"], ["6-months", "12-months"], {"12-months": "s"}),
        (["- r"], ["year"], {"year": "r"}),
        (["- r", "6 s"], ["6-months"], {"6-months": "rs"}),
        (["- r", "6 s", "12 t"], ["6-months", "12-months"], {"12-months": "rt"}),
        ([], [], {"6-months": "", "12-months": "", "year": ""}),
    ],
)
def test_which_results_belong_to_a_round(
    results: list[str], reports: list[str], held: dict[str, str]
) -> None:
    entries = []
    for line in results:
        months, name, *status = line.split()
        stated = {} if months == "-" else {"round": f"{months}-months"}
        more = {"status": status[0]} if status else {}
        entries.append({"id": name, "summary": name, **stated, **more})
    measures = Measures.model_validate({"measures": [{"id": "m", "results": entries}]})
    assert list(rounds(measures)) == reports
    for name, expected in held.items():
        (found,) = results_of(measures, name)
        assert "".join(one.id for one in found) == expected
