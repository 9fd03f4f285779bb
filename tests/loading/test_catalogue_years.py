"""The rules of each year: their items follow those of the year before."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from packaged_catalogues import codes
from prongsai.model import catalogue as model

CROSSWALK = Path(__file__).parents[3] / "shared" / "ita" / "crosswalk.yml"
MEASURES = {
    **dict.fromkeys(range(2563, 2567), ("O42", "O43")),
    2567: ("O34", "O35"),
    2568: ("O27", "O28"),
    2569: ("O25", "O26"),
}


NEW = {2567: ["O29"], 2568: [], 2569: []}
"""Items that follow none of the year before."""


DROPPED = {
    2566: ["O6", "O9", "O10", "O17", "O24", "O25", "O37", "O41"],
    2567: ["O15", "O28"],
    2568: [],
}
"""Items that none of the year after follows."""


def test_measures_and_their_report(rules: model.Catalogue, year: int) -> None:
    by_role = {str(item.role): item for item in rules.items if item.of_measures}
    assert MEASURES[year] == (by_role["measures"].code, by_role["report"].code)
    measures, report = (code.lower() for code in MEASURES[year])
    assert [
        f"{measures}-{name}"
        for name in (
            "analysis-urgent",
            "analysis-develop",
            "responsible",
            "steps",
            "follow-up",
        )
    ] == [component.id for component in by_role["measures"].components]
    assert [f"{report}-results"] == [c.id for c in by_role["report"].components]
    authority = {2566: {"agency"}, 2568: {"adapted", "project"}}
    assert authority.get(year, {"project"}) == {
        component.authority.value
        for role in ("measures", "report")
        for component in by_role[role].components
    }


def test_topics_begin_in_2567(rules: model.Catalogue, year: int) -> None:
    assert ([] if year < 2567 else list(range(1, 8))) == [
        t.number for t in rules.topics
    ]
    assert rules.eit_parts is (year >= 2566)


def test_levels_descend_to_nothing(rules: model.Catalogue, year: int) -> None:
    marks = [level.min_total for level in rules.ratings.levels]
    assert (7 if year < 2566 else 5) == len(marks)
    assert all(higher >= lower for higher, lower in pairwise(marks))
    assert marks[-1] == 0


def test_steps_of_the_calendar_lie_in_the_year(
    rules: model.Catalogue, year: int
) -> None:
    days = [day for step in rules.calendar for day in (step.start, step.end) if day]
    assert {year - 543} >= {day.year for day in days}
    assert all(s.start <= s.end for s in rules.calendar if s.start and s.end)


def test_items_follow_items_of_the_year_before(
    catalogues: dict[int, model.Catalogue], rules: model.Catalogue, year: int
) -> None:
    follows = [ref for item in rules.items for ref in item.follows]
    before = set(codes(catalogues[year - 1].items)) if year - 1 in catalogues else set()
    assert {year - 1} >= {ref.year for ref in follows}
    assert {ref.code for ref in follows} <= before


@pytest.mark.parametrize("year", NEW)
def test_only_new_items_follow_nothing(rules: model.Catalogue, year: int) -> None:
    assert NEW[year] == [item.code for item in rules.items if not item.follows]


@pytest.mark.parametrize("year", DROPPED)
def test_only_dropped_items_are_not_followed(
    catalogues: dict[int, model.Catalogue], rules: model.Catalogue, year: int
) -> None:
    followed = {ref.code for i in catalogues[year + 1].items for ref in i.follows}
    assert DROPPED[year] == [c for c in codes(rules.items) if c not in followed]


@pytest.mark.seeds
@pytest.mark.parametrize("year", NEW)
def test_follows_agrees_with_the_crosswalk(rules: model.Catalogue, year: int) -> None:
    raw = yaml.load(CROSSWALK.read_text("utf-8"), yaml.CBaseLoader)
    expected = set()
    for row in raw["items"] + raw["new_after_2566"]:
        row["y2566"] = [row["code_2566"]] if "code_2566" in row else []
        expected |= {(x, y) for x in row[f"y{year}"] for y in row[f"y{year - 1}"]}
    actual = {(item.code, ref.code) for item in rules.items for ref in item.follows}
    assert expected == actual
