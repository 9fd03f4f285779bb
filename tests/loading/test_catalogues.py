"""The rules of each year: whole, consistent, and honest about their sources."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import pytest
import yaml

from prongsai.loading import catalogues as packaged
from prongsai.model import catalogue as model
from prongsai.model.agency import AgencyKind

FOLDER = Path(model.__file__).parents[1] / "catalogue"
CROSSWALK = Path(__file__).parents[3] / "shared" / "ita" / "crosswalk.yml"

ITEMS = {2563: 43, 2564: 43, 2565: 43, 2566: 43, 2567: 35, 2568: 28, 2569: 26}
QUESTIONS = dict.fromkeys(range(2563, 2567), (30, 15)) | dict.fromkeys(
    range(2567, 2570), (15, 9)
)
MEASURES = {
    **dict.fromkeys(range(2563, 2567), ("O42", "O43")),
    2567: ("O34", "O35"),
    2568: ("O27", "O28"),
    2569: ("O25", "O26"),
}
KNOWN = {
    2566: ["O1", "O2", "O11", "O19", "O20", "O23", "O24", "O27"],
    2567: ["O1", "O2"],
    2568: ["O1", "O2"],
}
RULES = {
    "measures-analysis-urgent",
    "measures-analysis-develop",
    "measures-units",
    "measures-steps",
    "measures-follow-up",
    "report-results",
    "executives-listed",
    "contact-address",
    "contact-phone",
    "contact-email",
    "complaint-channel",
    "table-column",
    "units-listed",
    "eit-link",
}
NEW = {2567: ["O29"], 2568: [], 2569: []}
"""Items that follow none of the year before."""

DROPPED = {
    2566: ["O6", "O9", "O10", "O17", "O24", "O25", "O37", "O41"],
    2567: ["O15", "O28"],
    2568: [],
}
"""Items that none of the year after follows."""


def test_a_slip_in_a_packaged_catalogue_is_told_with_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (FOLDER / "2569.yml").read_text("utf-8").splitlines()
    line = next(at for at, one in enumerate(text) if "components_known:" in one)
    text[line] = text[line].replace("components_known", "componentsknown")
    wrong = tmp_path / "catalogue" / "2569.yml"
    wrong.parent.mkdir()
    wrong.write_text("\n".join(text), "utf-8")
    assert 2569 in packaged.catalogue_years()  # kept before the folder is another
    monkeypatch.setattr(packaged, "files", lambda _: tmp_path)
    with pytest.raises(packaged.BrokenCatalogueError) as caught:
        packaged.catalogue.__wrapped__(2569)
    column = text[line].index("c") + 1
    assert str(caught.value) == (
        f"{wrong}:{line + 1}:{column}: “componentsknown” is not a field here"
    )


class Coded(Protocol):
    @property
    def code(self) -> str: ...


def text_of(year: int) -> str:
    return (FOLDER / f"{year}.yml").read_text("utf-8")


@pytest.fixture(scope="module")
def catalogues() -> dict[int, model.Catalogue]:
    return {
        year: model.Catalogue.model_validate(yaml.load(text_of(year), yaml.BaseLoader))
        for year in ITEMS
    }


@pytest.fixture(params=ITEMS)
def year(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def rules(catalogues: dict[int, model.Catalogue], year: int) -> model.Catalogue:
    return catalogues[year]


def attributed(rules: model.Catalogue) -> Iterator[tuple[str, model.Attributed]]:
    """Yield everything that somebody says, with a name for it."""
    for item in rules.items:
        yield item.code, item
        yield from ((component.id, component) for component in item.components)
    yield from ((question.code, question) for question in rules.questions)
    yield from ((f"topic {topic.number}", topic) for topic in rules.topics)
    yield from ((step.title, step) for step in rules.calendar)
    yield "ratings", rules.ratings


def codes(things: Iterable[Coded]) -> list[str]:
    return [thing.code for thing in things]


def test_there_is_a_file_for_every_year_and_no_other() -> None:
    assert {f"{year}.yml" for year in ITEMS} == {
        path.name for path in FOLDER.glob("*.yml")
    }


def test_the_file_is_of_its_year(rules: model.Catalogue, year: int) -> None:
    assert (rules.fiscal_year, int(rules.pass_mark)) == (year, 85)
    assert str(year) in rules.title


def test_items_are_complete_and_in_order(rules: model.Catalogue, year: int) -> None:
    assert [f"O{n}" for n in range(1, ITEMS[year] + 1)] == codes(rules.items)


def test_questions_are_complete_and_in_order(rules: model.Catalogue, year: int) -> None:
    iit, eit = QUESTIONS[year]
    expected = [f"i{n}" for n in range(1, iit + 1)] + [
        f"e{n}" for n in range(1, eit + 1)
    ]
    assert expected == codes(rules.questions)


def test_instruments_and_indicators(rules: model.Catalogue) -> None:
    assert [(i.code, int(i.weight)) for i in rules.instruments] == [
        ("IIT", 30),
        ("EIT", 30),
        ("OIT", 40),
    ]
    assert [str(n) for n in range(1, 11)] == codes(rules.indicators)
    assert "".join(i.instrument[0] for i in rules.indicators) == "IIIIIEEEOO"
    assert "การปรับปรุงการทำงาน" in rules.indicators[7].aliases


def test_every_code_that_is_named_exists(rules: model.Catalogue) -> None:
    indicators, subs = codes(rules.indicators), codes(rules.sub_indicators)
    assert {i.instrument for i in rules.indicators} <= set(codes(rules.instruments))
    assert {s.indicator for s in rules.sub_indicators} == {"9", "10"}
    assert {q.indicator for q in rules.questions} == set(indicators) - {"9", "10"}
    assert {item.sub_indicator for item in rules.items} == set(subs)
    assert [item.sub_indicator for item in rules.items] == sorted(
        (item.sub_indicator for item in rules.items), key=subs.index
    )


def test_sources_are_unique_and_used_ones_exist(rules: model.Catalogue) -> None:
    ids = [source.id for source in rules.sources]
    assert len(ids) == len(set(ids))
    missing = {
        (name, source)
        for name, thing in attributed(rules)
        for source in thing.sources
        if source not in ids
    }
    assert set() == missing


def test_every_source_is_used_or_named_in_a_comment(
    rules: model.Catalogue, year: int
) -> None:
    used = {source for _, thing in attributed(rules) for source in thing.sources}
    unused = {source.id for source in rules.sources} - used
    assert [each for each in unused if f"`{each}`" not in text_of(year)] == []


def test_every_source_can_be_asked_for(rules: model.Catalogue) -> None:
    assert [s.id for s in rules.sources if not (s.url or s.document)] == []


def test_whatever_is_not_the_projects_own_has_a_source(rules: model.Catalogue) -> None:
    own = model.Authority.PROJECT
    assert [
        name
        for name, thing in attributed(rules)
        if thing.authority is not own and not thing.sources
    ] == []


def test_whatever_is_official_has_two_sources_or_the_assessors_own(
    rules: model.Catalogue,
) -> None:
    """Two agencies that agree, or the assessor's own system (`itas-`)."""
    official = [
        (name, thing.sources)
        for name, thing in attributed(rules)
        if thing.authority is model.Authority.OFFICIAL
    ]
    assert [
        name
        for name, sources in official
        if len(sources) < 2 and not sources[0].startswith("itas-")
    ] == []


def test_component_ids_are_unique_and_name_their_item(rules: model.Catalogue) -> None:
    ids = [(c.id, i.code) for i in rules.items for c in i.components]
    assert len(ids) == len({each for each, _ in ids})
    assert [each for each, code in ids if not each.startswith(f"{code.lower()}-")] == []


def test_known_lists_are_those_that_were_read_whole(
    rules: model.Catalogue, year: int
) -> None:
    known = [item for item in rules.items if item.components_known]
    assert KNOWN.get(year, []) == codes(known)
    assert all(item.components for item in known)


def test_an_item_whose_list_is_not_known_says_so(rules: model.Catalogue) -> None:
    assert [
        item.code for item in rules.items if not item.components_known and not item.note
    ] == []


def test_a_question_without_wording_says_so(rules: model.Catalogue) -> None:
    assert [q.code for q in rules.questions if not (q.wording or q.note)] == []


def test_rules_that_look_for_a_component_are_known_by_name(
    rules: model.Catalogue,
) -> None:
    named = {c.looks_for for i in rules.items for c in i.components if c.looks_for}
    assert set() == named - RULES


def test_kinds_of_agencies_exist(rules: model.Catalogue) -> None:
    kinds = {kind for i in rules.items for c in i.components for kind in c.only_for}
    assert kinds <= {kind.value for kind in AgencyKind}


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
    raw = yaml.load(CROSSWALK.read_text("utf-8"), yaml.BaseLoader)
    expected = set()
    for row in raw["items"] + raw["new_after_2566"]:
        row["y2566"] = [row["code_2566"]] if "code_2566" in row else []
        expected |= {(x, y) for x in row[f"y{year}"] for y in row[f"y{year - 1}"]}
    actual = {(item.code, ref.code) for item in rules.items for ref in item.follows}
    assert expected == actual


@pytest.mark.parametrize("word", ["github-index", "shared/", "seeds", "/work/"])
def test_nothing_points_to_what_cannot_be_reached(year: int, word: str) -> None:
    assert word not in text_of(year)
