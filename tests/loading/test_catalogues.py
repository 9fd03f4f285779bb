"""The rules of each year: whole, and each code, source and kind of them is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from packaged_catalogues import FOLDER, ITEMS, codes, text_of
from prongsai.loading import catalogues as packaged
from prongsai.model import catalogue as model
from prongsai.model.agency import AgencyKind

QUESTIONS = dict.fromkeys(range(2563, 2567), (30, 15)) | dict.fromkeys(
    range(2567, 2570), (15, 9)
)


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


def test_the_newest_revision_is_known_without_reading_the_catalogues() -> None:
    read = [packaged.catalogue(year) for year in packaged.catalogue_years()]
    assert packaged.newest_revision() == max(one.revision for one in read if one)


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


def attributed(rules: model.Catalogue) -> Iterator[tuple[str, model.Attributed]]:
    """Yield everything that somebody says, with a name for it."""
    for item in rules.items:
        yield item.code, item
        yield from ((component.id, component) for component in item.components)
    yield from ((question.code, question) for question in rules.questions)
    yield from ((f"topic {topic.number}", topic) for topic in rules.topics)
    yield from ((step.title, step) for step in rules.calendar)
    yield "ratings", rules.ratings


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


@pytest.mark.parametrize("word", ["github-index", "shared/", "seeds", "/work/"])
def test_nothing_points_to_what_cannot_be_reached(year: int, word: str) -> None:
    assert word not in text_of(year)
