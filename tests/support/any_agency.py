"""Any agency whose content has no mistake: its files, drawn by Hypothesis.

Agencies with some of their data, measures with results of any round, items disclosed
or internal, and lists of components that ask for anything.
"""

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from model_walk import yaml
from prongsai.assessment.finders import FINDERS

YEAR = 2568
ROUNDS = ("6-months", "12-months")
OTHERS = ("O1", "O2", "O7")
Tree = Mapping[str, Any]


def several(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
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


MEASURES = several(
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
