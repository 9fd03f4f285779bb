"""The example agency: complete, and its measures and items refer to what is there."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import yaml
from pydantic import BaseModel

from each import each
from prongsai.model.agency import Agency
from prongsai.model.catalogue import Catalogue, Role
from prongsai.model.disclosures import Disclosures, Evidence
from prongsai.model.measures import Measures, Round, Status, Step
from prongsai.model.scores import Scores
from prongsai.model.site import Site
from prongsai.model.survey import Survey
from seeds import CONTENT, load

SLUG = "tambon-tuayang"
CATALOGUES = CONTENT.parents[1] / "generator" / "prongsai" / "catalogue"
YAML_FILES: dict[str, type[BaseModel]] = {
    "../site.yml": Site,
    f"{SLUG}/agency.yml": Agency,
    f"{SLUG}/2567/scores.yml": Scores,
    f"{SLUG}/2567/measures.yml": Measures,
    f"{SLUG}/2568/scores.yml": Scores,
    f"{SLUG}/2568/measures.yml": Measures,
    f"{SLUG}/2568/disclosures.yml": Disclosures,
    f"{SLUG}/2568/survey.yml": Survey,
    f"{SLUG}/2569/scores.yml": Scores,
    f"{SLUG}/2569/measures.yml": Measures,
    f"{SLUG}/2569/disclosures.yml": Disclosures,
    f"{SLUG}/2569/survey.yml": Survey,
    f"{SLUG}/2570/measures.yml": Measures,
    f"{SLUG}/2570/survey.yml": Survey,
}


def agency() -> Agency:
    return load(Agency, f"{SLUG}/agency.yml")


def scores(year: int) -> Scores:
    return load(Scores, f"{SLUG}/{year}/scores.yml")


def measures(year: int = 2568) -> Measures:
    return load(Measures, f"{SLUG}/{year}/measures.yml")


def disclosures(year: int = 2568) -> Disclosures:
    return load(Disclosures, f"{SLUG}/{year}/disclosures.yml")


def evidence(year: int = 2568) -> dict[str, Evidence]:
    return {e.id: e for item in disclosures(year).items for e in item.evidence}


def figures(year: int) -> dict[str, Decimal]:
    of = scores(year)
    found = {question.code: question.score for question in of.questions}
    for lines in (of.instruments, of.indicators, of.sub_indicators, of.items):
        found |= {line.code: line.score for line in lines}
    return {code: score for code, score in found.items() if score is not None}


def steps_of(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from steps_of(step.steps)


def repeated(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


@each(("path", "model"), YAML_FILES.items())
def test_every_file_validates_and_names_its_schema(
    path: str, model: type[BaseModel]
) -> None:
    load(model, path)
    first = (CONTENT / path).read_text("utf-8").splitlines()[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")
    kind = Path(path).stem
    target = (CONTENT / path).parent / schema
    assert target.resolve() == CONTENT.parent / ".schemas" / f"{kind}.json"


def test_all_files_of_the_agency_are_looked_at() -> None:
    found = {str(p.relative_to(CONTENT)) for p in (CONTENT / SLUG).rglob("*.yml")}
    assert found | {"../site.yml"} == set(YAML_FILES)


def test_nobody_can_take_it_for_a_real_agency() -> None:
    it = agency()
    assert it.example
    assert str(it.website).endswith(".example")
    assert all("0000" in (e.phone or "0000") for e in it.executives)
    names = [e.name or "" for e in it.executives]
    assert all(re.search("ตัวอย่าง|สมมุติ", name) for name in names)


def test_complaints_about_corruption_have_a_channel_of_their_own() -> None:
    general, corruption = agency().complaint_channels
    assert (general.corruption, corruption.corruption) == (False, True)
    assert corruption.url != general.url


@each("year", [2568, 2569, 2570])
def test_the_measures_cover_the_seven_topics(year: int) -> None:
    assert set(range(1, 8)) == {m.topic for m in measures(year).measures}


def test_the_measures_of_2568_show_what_a_measure_can_have() -> None:
    plan = measures()
    assert len(plan.measures) == 10
    assert any(step.steps for m in plan.measures for step in m.steps)
    assert any(r.obstacle for m in plan.measures for r in m.results)


@each("year", [2567, 2568, 2569])
def test_results_answer_every_step_and_follow_up_of_their_measure(year: int) -> None:
    for measure in measures(year).measures:
        parents = {s.id for s in steps_of(measure.steps) if s.steps}
        known = {s.id for s in steps_of(measure.steps)}
        known |= {f.id for f in measure.follow_up}
        answered = {answer for r in measure.results for answer in r.answers}
        assert known - parents <= answered <= known


@each("year", [2567, 2568, 2569])
def test_results_are_done_within_the_period_of_their_report(year: int) -> None:
    plan = measures(year)
    reports = {d.round: d for d in plan.documents if d.round}
    for result in (r for m in plan.measures for r in m.results):
        report = reports[result.round or Round.TWELVE_MONTHS]
        assert result.status is Status.DONE
        assert result.date
        assert report.period_from
        assert report.period_to
        assert report.date
        assert report.period_from <= result.date <= report.period_to < report.date


@each("year", [2567, 2568, 2569])
def test_outcomes_quote_the_scores_of_the_years_they_name(year: int) -> None:
    for measure in measures(year).measures:
        for quoted in (s for outcome in measure.outcomes for s in outcome.scores):
            printed = figures(quoted.code.year or year)
            assert printed[quoted.code.code] == quoted.score


@each("year", [2568, 2569])
def test_every_measure_has_a_baseline_and_an_outcome(year: int) -> None:
    for measure in measures(year).measures:
        quoted = {s.code.year for outcome in measure.outcomes for s in outcome.scores}
        assert {year - 1, None} == quoted, measure.id


def test_the_year_that_has_just_begun_has_measures_and_an_open_survey() -> None:
    survey = load(Survey, f"{SLUG}/2570/survey.yml")
    assert not any(m.results or m.outcomes for m in measures(2570).measures)
    assert survey.link
    assert survey.opens
    assert survey.closes is None


@each("year", [2568, 2569])
def test_evidence_of_results_is_in_the_disclosures(year: int) -> None:
    named = {e for m in measures(year).measures for r in m.results for e in r.evidence}
    assert named <= set(evidence(year))


def test_units_are_those_of_the_agency() -> None:
    known = {unit.id for unit in agency().units}
    used = {item.owner for year in (2568, 2569) for item in disclosures(year).items}
    for year in (2567, 2568, 2569, 2570):
        used |= {u.unit for m in measures(year).measures for u in m.units if u.unit}
    assert used <= known


def test_all_28_items_are_disclosed_with_evidence_and_nobody_confirmed_yet() -> None:
    items = disclosures().items
    assert [f"O{n}" for n in range(1, 29)] == [item.code for item in items]
    assert all(item.evidence and item.explanation and item.updated for item in items)
    assert not any(i.confirmed or c.confirmed for i in items for c in i.components)
    explained = [item.code for item in items if item.assessor]
    assert len(explained) == 1


def rules_of(year: int) -> Catalogue:
    raw = (CATALOGUES / f"{year}.yml").read_text("utf-8")
    return Catalogue.model_validate(yaml.load(raw, yaml.CBaseLoader))


@each("year", [2568, 2569])
def test_components_are_those_of_the_catalogue(year: int) -> None:
    rules = rules_of(year)
    for item, shown in zip(rules.items, disclosures(year).items, strict=True):
        here = "subdistrict-municipality"
        expected = {
            c.id for c in item.components if not c.only_for or here in c.only_for
        }
        if item.role in {Role.MEASURES, Role.REPORT}:  # the data alone shows them
            expected = set()
        assert expected == {c.id for c in shown.components}, item.code
        known = {e.id for e in shown.evidence}
        assert known >= {e for c in shown.components for e in c.evidence}


@each("year", [2568, 2569])
def test_evidence_is_of_the_year_that_the_item_asks_for(year: int) -> None:
    rules = rules_of(year)
    for item, shown in zip(rules.items, disclosures(year).items, strict=True):
        if item.data_year is not None:
            years = {e.year for e in shown.evidence}
            assert {year + item.data_year} == years, item.code


def test_ids_are_unique() -> None:
    for year in (2568, 2569):
        items = disclosures(year).items
        assert not repeated(
            [e.id for i in items for e in i.evidence]
            + [c.id for i in items for c in i.components]
        )
    for year in (2567, 2568, 2569, 2570):
        plan = measures(year)
        names = [d.id for d in plan.documents] + [a.id for a in plan.analysis]
        for measure in plan.measures:
            names += [measure.id, *(s.id for s in steps_of(measure.steps))]
            names += [f.id for f in measure.follow_up]
            names += [r.id for r in measure.results]
        assert not repeated(names)


@each("year", [2568, 2569])
def test_links_stay_on_the_example_domain(year: int) -> None:
    website = str(agency().website)
    assert all(e.url.startswith(website) for e in evidence(year).values() if e.url)
