"""Pages show what there is and what is public: no dead ends, nothing internal."""

from collections.abc import Mapping

from prongsai.checks._prose import OwnText
from prongsai.loading.content import Loaded
from prongsai.model.survey import Survey
from prongsai.pages.measures import MeasuresView
from prongsai.site.page_types import Plan, lay_out
from prongsai.yaml.reader import Marks
from small_site import SITE, YEAR, look, sources

DISCLOSURES = SITE[f"{YEAR}/disclosures.yml"]
NEIGHBOUR = """\
name: เทศบาลตำบลบ้านนา
kind: subdistrict-municipality
province: ชลบุรี
"""


def plan(changes: Mapping[str, str | None]) -> Plan:
    content, _ = look(sources(changes))
    assert content is not None
    return lay_out(content)


def shown_evidence(site: Plan) -> set[str]:
    """Return the ids of the documents that results show."""
    return {
        one.evidence.id
        for page in site.pages
        if isinstance(page.view, MeasuresView)
        for _, group in page.view.groups
        for measure in group
        for result in measure.results
        for one in result.evidence
    }


def test_a_result_shows_its_documents() -> None:
    assert shown_evidence(plan({})) == {"photo"}


def test_a_result_does_not_show_documents_of_an_internal_item() -> None:
    item = next(
        line for line in DISCLOSURES.splitlines(keepends=True) if "- code: " in line
    )
    hidden = DISCLOSURES.replace(item, f"{item}    visibility: internal\n")
    assert shown_evidence(plan({f"{YEAR}/disclosures.yml": hidden})) == set()


def test_a_hub_does_not_link_an_agency_that_has_no_year_yet() -> None:
    site = plan({"content/agencies/ban-na/agency.yml": NEIGHBOUR})
    assert [agency.slug for agency in site.context.agencies] == ["ban-rai"]


def test_an_excerpt_does_not_begin_or_end_in_the_middle_of_a_letter() -> None:
    text = "ทุกกองดูคะแนน และมีคะแนนมากที่สุดมากที่สุดสามอันดับแรกดีเท่านั้น"
    own = OwnText(
        loaded=Loaded(value=Survey(note=text), marks=Marks(file="f.yml", places={})),
        path=("note",),
        value=text,
    )
    at = text.index("มากที่สุด")
    found = next(own.findings("text-repeated", [((at, at + 18), "มากที่สุด")]))
    shown = dict(found.facts)
    assert shown["wrong"] == "แนน และมีคะแนนมากที่สุดมากที่สุดสามอันดับแรกดี"
    assert shown["right"] == "แนน และมีคะแนนมากที่สุดสามอันดับแรกดี"
