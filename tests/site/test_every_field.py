"""Every field of the agency's files is in every output, or has a reason why not."""

import functools
import html
import re
from collections.abc import Callable, Mapping

import pytest

from filled_files import FILES, Place, filled, texts
from model_walk import fields
from prongsai.loading.catalogues import rules_of
from prongsai.loading.content import Content
from prongsai.opendata.package import dataset
from prongsai.pages.context import Context
from prongsai.paper.kinds import papers
from prongsai.site.page_types import lay_out
from prongsai.site.render import render
from prongsai.thai.digits import to_arabic
from prongsai.workbook.book import Year, book_of
from small_site import look, sources

INTERNAL = "internal: nothing public has it"
KEPT = "what an import could not place: only the file keeps it"
REASON = "a reason that the officer gives to the program, not to the public"
TABLE = "of a table in a file: tests/assessment/test_evidence_tables.py"
OWN = "a note of the officer to the officers"
PERSON = "a name: the public needs the post alone"
APPROVED = "the public learns who approved, not who prepared and reviewed"
SIGNED = "a scan with names: whoever publishes it lists it as evidence"
PRINTED = "another field has it as the document prints it"
PROPOSED = "internal until a person takes it into the analysis"
OF_AGENCY = "of the agency as a whole, not of a year"
OF_SOURCE = "the page says what the file was made of"
BY_INDICATOR = "the paper has the scores of the indicators"
LIST = "the paper of a year is the list of its items"
BY_CONFIRM = "written by `confirm` alone: a hash cannot be typed"
SMALL = "a picture, made small at build time: tests/site/test_agency_look.py"
SEARCHED = "only another spelling, to be found by"

PUBLIC: Mapping[str, str] = {
    "Agency.note": OWN,
    "Analysis.no_measure": REASON,
    "Assessor": INTERNAL,
    "Confirmed": INTERNAL,
    "Disclosure.due": INTERNAL,
    "Disclosure.owner": INTERNAL,
    "Disclosure.to_renew": INTERNAL,
    "Document.signed_file": SIGNED,
    "Evidence.caption": TABLE,
    "Evidence.columns": TABLE,
    "Evidence.personal_data": REASON,
    "Evidence.sheet": TABLE,
    "Evidence.show": TABLE,
    "Evidence.unit": TABLE,
    "Measure.note": OWN,
    "Selection.count": PRINTED,
    "Selection.rule": PRINTED,
    "Selection.value": PRINTED,
    "Survey.note": OWN,
    "UnitReference.unit": PRINTED,
    "Unplaced": KEPT,
    "measures.proposals": PROPOSED,
}
"""What nothing public shows, and why."""

ONLY_APPROVED: Mapping[str, str] = {
    "Signature.acting_for": "the post that approved",
    "Signature.date": "the day of the document",
    "Signature.name": PERSON,
    "measures.documents.prepared_by.post": APPROVED,
    "measures.documents.reviewed_by.post": APPROVED,
}

LEFT_OUT: Mapping[str, Mapping[str, str]] = {
    "page": {
        **PUBLIC,
        **ONLY_APPROVED,
        "Agency.district_as_printed": SEARCHED,
        "Agency.near_words": SEARCHED,
        "Agency.seal": SMALL,
        "Executive.picture": SMALL,
        "Analysis.direction": "its kind and its text say it",
        "Analysis.selection": "all rules of the selection are above the analysis",
        "Evidence.file": "linked under its own address, with its title",
        "Schedule.from": PRINTED,
        "Schedule.repeats": PRINTED,
        "Schedule.to": PRINTED,
        "Step.label": "the page numbers the steps",
    },
    "paper": {
        **PUBLIC,
        "Agency.short_name": SEARCHED,
        "Agency.district_as_printed": SEARCHED,
        "Agency.near_words": SEARCHED,
        "Agency.kind": OF_AGENCY,
        "Agency.seal": SMALL,
        "Agency.website": OF_AGENCY,
        "Analysis.direction": "its kind and its text say it",
        "Analysis.selection": "all rules of the selection are above the analysis",
        "ComplaintChannel": OF_AGENCY,
        "ComponentDisclosure": LIST,
        "Contact": OF_AGENCY,
        "Disclosure.explanation": LIST,
        "Document.period_from": "its month alone, where the title does not say it",
        "Document.period_to": "its month alone, where the title does not say it",
        "Evidence": LIST,
        "Executive": OF_AGENCY,
        "Measures.year_inferred": OF_SOURCE,
        "QuestionScore": BY_INDICATOR,
        "Result.answers": "the official form has no column for it",
        "Result.evidence": "the official form has no column for it",
        "Schedule.from": PRINTED,
        "Schedule.repeats": PRINTED,
        "Schedule.to": PRINTED,
        "ScoreLine.remark": "the page says it next to the figure",
        "ScoreLine.source": OF_SOURCE,
        "ScoreLine.verdict": "the paper compares each figure with the pass mark",
        "Scores.year_inferred": OF_SOURCE,
        "Source": OF_SOURCE,
        "StatementScore": BY_INDICATOR,
        "Unit": OF_AGENCY,
        "scores.items": BY_INDICATOR,
        "scores.sub_indicators": BY_INDICATOR,
    },
    "Excel": {
        "Confirmed": BY_CONFIRM,
        "Disclosure.to_renew": "written when a year begins, gone when it is renewed",
        "measures.proposals": PROPOSED,
    },
    "open data": {
        **PUBLIC,
        **ONLY_APPROVED,
        "agency": "the tables are of one year",
        "Measures.year_inferred": OF_SOURCE,
        "Scores.year_inferred": OF_SOURCE,
        "Source.note": OF_SOURCE,
        "Source.summarised": OF_SOURCE,
        "Survey.how_to": "the page tells people how to answer",
    },
}
"""What an output does not show, by record, field or place, and why."""


NOT_FILLED: Mapping[str, str] = {
    "Agency.example": "excludes `demonstration`",
    "Disclosures.codes_of": "only in a year without its own list",
    "Unsettled.given_up": "only in a year without its own list; never shown",
    "Unsettled.may_be": "only in a year without its own list; never shown",
    "Unsettled.title": "only in a year without its own list; never shown",
}
"""What the filled files do not have, and why."""


FILLED = filled()


@functools.cache
def content(*places: Place) -> Content:
    """Return the content, with other values at some places, read once for all."""
    trees = FILLED.other(*places) if places else FILLED.trees
    found, _ = look(sources(texts(trees), attachments=FILLED.attachments))
    assert found is not None
    return found


def on_pages(*places: Place) -> str:
    made = render(lay_out(content(*places)))
    pages = (one.data for one in made if one.path.endswith(".md"))
    return html.unescape(b"\n".join(pages).decode())


def on_paper(*places: Place) -> str:
    return "\n".join(paper.data for paper in papers(content(*places)))


def in_open_data(*places: Place) -> str:
    found = content(*places)
    [agency] = found.agencies
    year = agency.year(2568)
    assert year is not None
    made = dataset(Context.of(found), agency, year)
    assert made is not None
    return "\n".join(file.data.decode() for file in made.files)


def in_excel(*places: Place) -> str:
    year = Year(
        slug="ban-rai",
        agency=content().agencies[0].agency.value,
        fiscal_year=2568,
        rules=rules_of(2568),
        trees=FILLED.other(*places) if places else FILLED.trees,
    )
    return "\n".join(
        f"{row.key} {row.cells} {row.shown}"
        for page in book_of(year).pages
        for row in (*page.rows, *page.offered)
    )


OUTPUTS: Mapping[str, Callable[..., str]] = {
    "page": on_pages,
    "paper": on_paper,
    "Excel": in_excel,
    "open data": in_open_data,
}


def seen(place: Place, text: str) -> bool:
    """Return whether one of the forms is in a text, not as a part of a number."""
    forms = "|".join(map(re.escape, place.forms))
    return re.search(rf"(?<![\d.])(?:{forms})(?!\d)", text) is not None


def flat(text: str) -> str:
    return to_arabic(" ".join(re.sub(r"<[^>]*>", "", text).split()))


def names_of(place: Place) -> tuple[str, ...]:
    """Return by what a place can be left out: itself, a part above it, its field."""
    steps = place.name.split(".")
    above = tuple(".".join(steps[:end]) for end in range(1, len(steps) + 1))
    return *above, place.record, place.record.partition(".")[0]


def has_reason(output: str, place: Place) -> bool:
    return not LEFT_OUT[output].keys().isdisjoint(names_of(place))


@functools.cache
def hidden(output: str) -> frozenset[str]:
    """Return what an output does not show: the names of the places."""
    make = OUTPUTS[output]
    whole = make()
    text = f"{whole}\n{flat(whole)}"
    shown: set[str] = set()
    compared = [one for one in FILLED.places if not one.forms]
    excused = [one for one in compared if has_reason(output, one)]
    at_once = excused if make(*excused) == whole else []
    for place in FILLED.places:
        if place in at_once:
            continue
        if place.name not in shown and (
            seen(place, text) if place.forms else make(place) != whole
        ):
            shown.add(place.name)
    return frozenset(place.name for place in FILLED.places) - shown


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.slow
def test_every_field_is_shown_or_has_a_reason(output: str) -> None:
    without = {
        place.name
        for place in FILLED.places
        if place.name in hidden(output) and not has_reason(output, place)
    }
    assert without == set()


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.slow
def test_what_has_a_reason_is_not_shown(output: str) -> None:
    found = {
        name
        for place in FILLED.places
        if place.name in hidden(output)
        for name in names_of(place)
    }
    assert set(LEFT_OUT[output]) - found == set()


def test_the_files_are_without_a_mistake() -> None:
    _, findings = look(sources(texts(FILLED.trees), attachments=FILLED.attachments))
    assert [(one.place, one.code) for one in findings] == []


def test_every_field_of_the_files_is_filled() -> None:
    filled_in = {place.record for place in FILLED.places}
    known = {
        f"{one.record.__name__}.{one.name}"
        for _, model in FILES.values()
        for one in fields(model)
        if one.type != "record" and one.name != "id"
    }
    assert known - filled_in == set(NOT_FILLED)
