"""Whatever is found is on its item's page, and whatever has a page counts as shown.

Over generated content: agencies with some of their data, measures with results of any
round, items disclosed or internal, and lists of components that ask for anything.
"""

import datetime
import html
import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from built_project import Project
from examples import tries
from model_walk import yaml
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
YEAR = 2568
ROUNDS = ("6-months", "12-months")
OTHERS = ("O1", "O2", "O7")
Tree = Mapping[str, Any]


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return records with any of these fields."""
    return st.fixed_dictionaries({}, optional=fields)


def numbered(
    entry: st.SearchStrategy[Any], name: str, most: int = 2
) -> st.SearchStrategy[Any]:
    """Return lists of records, each with an id and texts that no other has."""

    def with_ids(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{"id": f"{name}{at}", **one} for at, one in enumerate(entries)]

    return st.lists(entry, max_size=most).map(with_ids)


def words(name: str) -> st.SearchStrategy[str]:
    """Return texts that are found again: a name, a number, and signs of HTML."""
    return st.integers(1, 999).map(lambda number: f"{name} {number} & <กข>")


MEASURE = st.fixed_dictionaries(
    {"title": words("มาตรการ")},
    optional={
        "steps": numbered(st.fixed_dictionaries({"text": words("ขั้น")}), "s"),
        "units": st.lists(st.fixed_dictionaries({"text": words("กอง")}), max_size=2),
        "follow_up": numbered(st.fixed_dictionaries({"text": words("ติดตาม")}), "f"),
        "results": numbered(
            st.fixed_dictionaries(
                {"summary": words("ผล")},
                optional={
                    "round": st.sampled_from(ROUNDS),
                    "status": st.sampled_from(("done", "ongoing", "not-started")),
                },
            ),
            "r",
            3,
        ),
    },
)


def unique(measures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give every measure an id, and its lists ids of their own."""
    return [
        {
            "id": f"m{at}",
            **{
                name: [{**one, "id": f"m{at}{one['id']}"} for one in value]
                if name in {"steps", "follow_up", "results"}
                else value
                for name, value in measure.items()
            },
        }
        for at, measure in enumerate(measures)
    ]


MEASURES = some(
    documents=numbered(
        st.fixed_dictionaries(
            {"kind": st.just("report"), "title": words("รายงาน")},
            optional={"round": st.sampled_from(ROUNDS)},
        ),
        "d",
    ),
    analysis=numbered(
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from(("urgent", "develop", "keep")),
                "text": words("วิเคราะห์"),
            }
        ),
        "a",
    ),
    measures=st.lists(MEASURE, max_size=3).map(unique),
)

AGENCY = st.fixed_dictionaries(
    {
        "name": st.just("เทศบาลตำบลบ้านไร่"),
        "kind": st.sampled_from(("subdistrict-municipality", "province")),
        "province": st.just("ชลบุรี"),
    },
    optional={
        "contacts": st.lists(
            st.fixed_dictionaries(
                {
                    "kind": st.sampled_from(("address", "phone", "email", "fax")),
                    "text": words("ติดต่อ"),
                }
            ),
            max_size=3,
        ),
        "complaint_channels": st.lists(
            st.fixed_dictionaries(
                {
                    "title": words("ร้องเรียน"),
                    "corruption": st.sampled_from(("true", "false")),
                },
                optional={"url": st.just("https://www.example.go.th/r")},
            ),
            max_size=2,
        ),
        "executives": numbered(
            st.fixed_dictionaries(
                {"post": words("ตำแหน่ง")}, optional={"name": words("ชื่อ")}
            ),
            "e",
        ),
        "units": numbered(st.fixed_dictionaries({"name": words("กอง")}), "u"),
    },
)

ASKED = st.lists(
    st.tuples(
        st.sampled_from((*OTHERS, "O27", "O28")),
        st.sampled_from(sorted(FINDERS)),
        st.sampled_from(([], ["province"])),
    ),
    max_size=6,
    unique_by=lambda one: one[:2],
)

DISCLOSED = st.dictionaries(
    st.sampled_from((*OTHERS, "O27", "O28")),
    st.tuples(st.sampled_from(("public", "internal")), st.booleans()),
)


def component(code: str, rule: str) -> str:
    return f"{code.lower()}-{rule}"


def local(asked: list[tuple[str, str, list[str]]]) -> Tree:
    """Return the agency's own reading of the manual: what each item has to show."""
    items = [
        {
            "code": code,
            "components_known": "true",
            "components": [
                {
                    "id": component(code, rule),
                    "text": f"ขอ {rule}",
                    "looks_for": rule,
                    "authority": "local",
                    "sources": ["manual"],
                    **({"only_for": only} if only else {}),
                }
                for other, rule, only in asked
                if other == code
            ],
        }
        for code in dict.fromkeys(code for code, _, _ in asked)
    ]
    source = {"id": "manual", "title": "คู่มือ", "document": "คู่มือ หน้า 41"}
    return {"fiscal_year": str(YEAR), "sources": [source], "items": items}


def disclosed(
    items: Mapping[str, tuple[str, bool]], asked: list[tuple[str, str, list[str]]]
) -> Tree:
    """Return what is disclosed; the answered items answer all that is asked of them."""
    return {
        "items": [
            {
                "code": code,
                "visibility": visibility,
                "components": [
                    {"id": component(code, rule), "text": f"ตอบ {rule}"}
                    for other, rule, _ in asked
                    if answered and other == code
                ],
            }
            for code, (visibility, answered) in items.items()
        ]
    }


@st.composite
def agencies(draw: st.DrawFn) -> dict[str, Tree]:
    """Return the files of an agency by their paths, and of its reading."""
    asked = draw(ASKED)
    files: dict[str, Tree] = {"agency.yml": draw(AGENCY)}
    for year in (YEAR - 1, YEAR):
        files[f"{year}/measures.yml"] = draw(MEASURES)
    if items := draw(DISCLOSED):
        files[f"{YEAR}/disclosures.yml"] = disclosed(items, asked)
    files["local"] = local(asked)
    return files


def text(tree: Tree) -> str:
    """Write a tree without aliases: the same list may be in two places."""
    copy: dict[str, Any] = json.loads(json.dumps(tree))
    return yaml(copy)


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
