"""Nothing is complete that was not looked at."""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from each import each
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.confirmation import confirmation_hash
from prongsai.assessment.finders import FINDERS
from prongsai.assessment.states import Completeness, State, oit_score, year_states
from prongsai.loading.catalogues import Rulebook, catalogue, catalogue_years
from prongsai.loading.content import AgencyContent, Content, Loaded, Year
from prongsai.model.agency import Agency, AgencyKind
from prongsai.model.catalogue import Catalogue
from prongsai.model.disclosures import Disclosures
from prongsai.model.fields import Record
from prongsai.model.measures import Measures
from prongsai.model.site import Site
from prongsai.yaml.reader import Marks

DAY = datetime.date(2025, 3, 31)

RULES = {
    "fiscal_year": "2568",
    "revision": "2568-01-01",
    "title": "ก",
    "instruments": [{"code": "OIT", "title": "OIT", "weight": "40"}],
    "indicators": [
        {"code": "9", "instrument": "OIT", "title": "ก"},
        {"code": "10", "instrument": "OIT", "title": "ข"},
    ],
    "sub_indicators": [
        {"code": "9.1", "indicator": "9", "title": "ก"},
        {"code": "9.2", "indicator": "9", "title": "ก"},
        {"code": "10.1", "indicator": "10", "title": "ข"},
    ],
    "ratings": {"authority": "project", "levels": [{"title": "ก", "min_total": "0"}]},
}


R = TypeVar("R", bound=Record)


def item(
    code: str, sub: str, *components: Mapping[str, object], known: bool = True
) -> dict[str, object]:
    return {
        "code": code,
        "title": "ก",
        "sub_indicator": sub,
        "authority": "agency",
        "components_known": str(known).lower(),
        "components": [{"authority": "agency", "text": "ก", **c} for c in components],
    }


def assessed(
    *items: dict[str, object],
    disclosures: Sequence[Mapping[str, object]] | None = None,
    agency: Mapping[str, object] | None = None,
) -> AssessedYear:
    rules = Catalogue.model_validate({**RULES, "items": list(items)})
    known = {"name": "ก", "kind": "subdistrict-municipality", "province": "ก"}

    def loaded(value: R) -> Loaded[R]:
        return Loaded(
            value=value, marks=Marks(file="f.yml", places={}), agency="a", year=2568
        )

    year = Year(
        fiscal_year=2568,
        catalogue=rules,
        measures=loaded(Measures()),
        disclosures=loaded(Disclosures.model_validate({"items": disclosures or []})),
    )
    of = AgencyContent(
        slug="a",
        agency=loaded(Agency.model_validate({**known, **(agency or {})})),
        years=(year,),
    )
    site = loaded(Site.model_validate({"version": "1", "title": "ก"}))
    return AssessedYear(
        content=Content(
            site=site, agencies=(of,), catalogues=Rulebook.of({2568: rules})
        ),
        agency=of,
        year=year,
        today=DAY,
    )


PLAIN = {"id": "o1-a"}
UNITS = {"id": "o1-a", "looks_for": "units-listed"}
STRANGE = {"id": "o1-a", "looks_for": "a-rule-of-tomorrow"}
WORDS = {"id": "o1-a", "text": "อยู่ในหน้านี้"}
HAS_UNITS = {"units": [{"id": "u", "name": "กองคลัง"}]}


@each(
    ("component", "answer", "agency", "expected"),
    [
        (PLAIN, None, {}, State.MISSING),
        (PLAIN, {"id": "o1-a"}, {}, State.MISSING),
        (PLAIN, WORDS, {}, State.DECLARED),
        (UNITS, None, {}, State.MISSING),
        (UNITS, None, HAS_UNITS, State.FOUND),
        (UNITS, WORDS, {}, State.DECLARED),
        (UNITS, WORDS, HAS_UNITS, State.FOUND),
        (STRANGE, None, {}, State.UNKNOWN),
        (STRANGE, WORDS, {}, State.DECLARED),
    ],
)
def test_the_state_of_a_component(
    component: dict[str, object],
    answer: dict[str, object] | None,
    agency: dict[str, object],
    expected: State,
) -> None:
    disclosure = {"code": "O1", "components": [answer] if answer else []}
    seen = assessed(
        item("O1", "9.1", component), disclosures=[disclosure], agency=agency
    )
    assert year_states(seen).items[0].components[0].state is expected


def confirmed(code: str = "O1", **more: object) -> dict[str, object]:
    """Return a disclosure whose component is confirmed as it is."""
    plain = {"code": code, "components": [WORDS], **more}
    value = Disclosures.model_validate({"items": [plain]}).items[0]
    of = confirmation_hash(value, value.components[0], {})
    words = {**WORDS, "confirmed": {"by": "ปลัด", "on": "2568-01-01", "of": of}}
    return {**plain, "components": [words]}


@each(
    ("known", "disclosure", "expected"),
    [
        (True, confirmed(), Completeness.COMPLETE),
        (False, confirmed(), Completeness.UNKNOWN),
        (True, {"code": "O1", "components": [WORDS]}, Completeness.UNKNOWN),
        (True, {"code": "O1"}, Completeness.INCOMPLETE),
        (True, confirmed(visibility="internal"), Completeness.INCOMPLETE),
        (True, None, Completeness.INCOMPLETE),
        (False, None, Completeness.INCOMPLETE),
    ],
)
def test_an_item_is_complete_only_if_all_of_a_known_list_was_seen(
    known: bool,  # noqa: FBT001 - a column of the table
    disclosure: dict[str, object] | None,
    expected: Completeness,
) -> None:
    asked = item("O1", "9.1", PLAIN, known=known)
    seen = assessed(asked, disclosures=[disclosure] if disclosure else [])
    assert year_states(seen).items[0].completeness is expected


def test_an_empty_list_is_never_complete() -> None:
    other = {"id": "o1-b", "only_for": ["province"]}
    said = [{"code": "O1", "explanation": "ก"}]
    empty = year_states(assessed(item("O1", "9.1"), disclosures=said))
    of_others = assessed(item("O1", "9.1", other), disclosures=said)
    assert empty.items[0].completeness is Completeness.UNKNOWN
    assert year_states(of_others).items[0].completeness is Completeness.UNKNOWN


def test_an_item_with_nothing_on_its_page_is_not_shown() -> None:
    bare: dict[str, object] = {"code": "O1", "updated": "2568-01-10"}
    mapped = bare | {"components": [{"id": "o1-a"}]}
    for nothing in (bare, mapped):
        seen = assessed(item("O1", "9.1", PLAIN), disclosures=[nothing])
        (state,) = year_states(seen).items
        assert not state.shown
        assert state.completeness is Completeness.INCOMPLETE


def test_an_item_with_one_text_is_shown() -> None:
    explained: dict[str, object] = {"code": "O1", "explanation": "ก"}
    answered = {"code": "O1", "components": [{"id": "o1-a", "text": "ก"}]}
    for something in (explained, answered):
        seen = assessed(item("O1", "9.1", PLAIN), disclosures=[something])
        assert year_states(seen).items[0].shown


def test_components_of_other_kinds_of_agencies_do_not_count() -> None:
    other = {"id": "o1-b", "only_for": ["province"]}
    seen = assessed(item("O1", "9.1", PLAIN, other), disclosures=[confirmed()])
    states = year_states(seen).items[0]
    assert [c.component.id for c in states.components] == ["o1-a"]
    assert states.completeness is Completeness.COMPLETE


def test_the_year_is_counted_at_its_worst_and_best() -> None:
    seen = assessed(
        item("O1", "9.1", PLAIN),
        item("O2", "9.1", {"id": "o2-a"}),
        item("O3", "9.2", {"id": "o3-a"}, known=False),
        item("O4", "10.1", {"id": "o4-a"}),
        disclosures=[
            confirmed(),
            {"code": "O3", "components": [{**WORDS, "id": "o3-a"}]},
            {"code": "O4", "components": [{**WORDS, "id": "o4-a"}]},
        ],
    )
    states = year_states(seen)
    assert [states.count(each) for each in Completeness] == [1, 1, 2]
    # 9.1: 1 of 2; 9.2: 0 or 1 of 1; 10.1: 0 or 1 of 1
    assert states.worst == Decimal("12.5")
    assert states.best == Decimal("87.5")


def test_the_oit_score_follows_the_published_arithmetic() -> None:
    """อบจ.อุบลราชธานี, 2565: O38, O42, O43 at 0 give indicator 10 = 43.75."""
    rules = catalogue(2565)
    assert rules is not None
    codes = {item.code for item in rules.items}
    score = oit_score(rules, codes - {"O38", "O42", "O43"})
    assert score == (100 + Decimal("43.75")) / 2


def test_every_fact_that_a_catalogue_looks_for_has_its_finder() -> None:
    asked = {
        component.looks_for
        for year in catalogue_years()
        if (rules := catalogue(year))
        for one in rules.items
        for component in one.components
        if component.looks_for
    }
    assert asked == set(FINDERS)
    assert list(FINDERS) == sorted(FINDERS)


def test_every_kind_a_catalogue_names_is_a_kind_of_agency() -> None:
    named = {
        kind
        for year in catalogue_years()
        if (rules := catalogue(year))
        for one in rules.items
        for component in one.components
        for kind in component.only_for
    }
    assert named <= set(AgencyKind)
