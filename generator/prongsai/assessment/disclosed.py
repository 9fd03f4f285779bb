"""Whether an item is shown in public, and what is disclosed of it.

Everything that asks this asks here: states, checks, pages, papers, open data and the
submission sheet.
"""

from collections.abc import Iterator, Mapping

from prongsai.assessment.finders import has_own_section
from prongsai.assessment.own_facts import answered_by_role
from prongsai.assessment.report_rounds import measures_year, rounds
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.agency import Agency
from prongsai.model.catalogue import Component, Item, Role
from prongsai.model.disclosures import Disclosure, Evidence


def disclosures(year: Year) -> Mapping[str, tuple[int, Disclosure]]:
    """Return what the agency says of each item, internal or not, with its index."""
    items = year.disclosures.value.items if year.disclosures else ()
    return {item.code: (index, item) for index, item in enumerate(items)}


def disclosure_of(year: Year, code: str) -> Disclosure | None:
    """Return what the agency says of an item, internal or not."""
    _, found = disclosures(year).get(code, (0, None))
    return found


def is_shown(agency: AgencyContent, year: Year, item: Item) -> bool:
    """Return whether an item has a page that the public can open.

    A page with nothing on it is none. Without a disclosure the measures or the report
    that the item shows decide.
    """
    disclosure = disclosure_of(year, item.code)
    if disclosure is not None and not disclosure.public:
        return False
    if _shows_measures(agency, year, item):
        return True
    return disclosure is not None and _says_something(agency, year, item, disclosure)


def is_empty(agency: AgencyContent, year: Year, item: Item) -> bool:
    """Return whether an item is to be public but has nothing that a page could show."""
    disclosure = disclosure_of(year, item.code)
    public = disclosure is not None and disclosure.public
    return public and not is_shown(agency, year, item)


def _shows_measures(agency: AgencyContent, year: Year, item: Item) -> bool:
    source = measures_year(agency, year, item)
    if source is None or source.measures is None:
        return False
    told = source.measures.value
    if item.role is Role.MEASURES:
        return bool(told.measures or told.analysis or told.documents)
    return bool(rounds(told))


def _says_something(
    agency: AgencyContent, year: Year, item: Item, disclosure: Disclosure
) -> bool:
    """Return whether there is text, evidence or data of the agency itself."""
    if disclosure.explanation or disclosure.evidence:
        return True
    if answered_by_role(agency, year, item):
        return True
    asked = components_asked(item, agency.agency.value)
    answered = {one.id for one in disclosure.components if one.text or one.evidence}
    return any(
        one.id in answered or has_own_section(agency, year, item, one) for one in asked
    )


def public_items(agency: AgencyContent, year: Year) -> tuple[Item, ...]:
    """Return the items with a page, in official order."""
    items = year.catalogue.items if year.catalogue else ()
    return tuple(item for item in items if is_shown(agency, year, item))


def public_disclosures(year: Year) -> Iterator[tuple[Item, Disclosure]]:
    """Yield what the agency says of the items that are shown, in the file's order."""
    known = {item.code: item for item in year.catalogue.items} if year.catalogue else {}
    for _, disclosure in disclosures(year).values():
        if disclosure.public and disclosure.code in known:
            yield known[disclosure.code], disclosure


def public_evidence(year: Year) -> Mapping[str, Evidence]:
    """Return the documents that the public can open, by their ids."""
    shown = (disclosure for _, disclosure in public_disclosures(year))
    return {one.id: one for disclosure in shown for one in disclosure.evidence}


def hidden_evidence(year: Year) -> Mapping[str, str]:
    """Return the ids of the documents that stay internal, each with its item's code."""
    hidden = (one for _, one in disclosures(year).values() if not one.public)
    return {
        one.id: disclosure.code for disclosure in hidden for one in disclosure.evidence
    }


def components_asked(item: Item, agency: Agency) -> tuple[Component, ...]:
    """Return the components that are asked of this kind of agency."""
    return tuple(
        component
        for component in item.components
        if not component.only_for or agency.kind in component.only_for
    )
