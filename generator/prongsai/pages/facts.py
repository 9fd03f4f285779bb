"""The agency's own data on the page of an item: one view for every role."""

from collections.abc import Iterable
from dataclasses import dataclass

from prongsai.assessment.own_facts import OwnFact, facts_left, facts_of_rule
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.agency import Executive
from prongsai.model.catalogue import Item, Role
from prongsai.model.fields import Record
from prongsai.pages.context import Context, PictureView
from prongsai.pages.parts import PartView
from prongsai.pages.survey import SurveyView, view_survey


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutiveView:
    """An executive with the small picture, where the agency has one."""

    executive: Executive
    picture: PictureView | None


Entry = Record | SurveyView | ExecutiveView


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsView:
    """Entries of one kind; `macro` is what shows them in `facts.md.jinja`."""

    macro: str
    entries: tuple[Entry, ...]

    def part(self, title: str) -> PartView:
        """Return the section that an item's page has for them."""
        return PartView(rule="", anchor=f"own-{self.macro}", title=title)


def view_rule(
    context: Context, agency: AgencyContent, year: Year, rule: str
) -> FactsView | None:
    """Return what the section of a component shows of the agency's own data."""
    found = facts_of_rule(agency, year, rule) if rule else None
    return _view(context, agency, year, *found) if found else None


def view_role(
    context: Context,
    agency: AgencyContent,
    year: Year,
    item: Item,
    rules: frozenset[str],
) -> FactsView | None:
    """Return what an item's role shows in a section of its own.

    What sections for one of `rules` show is left out.
    """
    facts = facts_left(agency, year, item, rules)
    if item.role is None or not facts:
        return None
    return _view(context, agency, year, item.role, facts)


def view_executives(
    context: Context, agency: AgencyContent
) -> tuple[ExecutiveView, ...]:
    """Return the executives of the agency with their pictures."""
    return tuple(
        _executive(context, agency, one) for one in agency.agency.value.executives
    )


def _view(
    context: Context,
    agency: AgencyContent,
    year: Year,
    role: Role,
    facts: Iterable[OwnFact],
) -> FactsView:
    entries = tuple(_entry(context, agency, fact.entry) for fact in facts)
    survey = view_survey(context, agency, year) if role is Role.SURVEY else None
    return FactsView(macro=role.value, entries=(survey,) if survey else entries)


def _entry(context: Context, agency: AgencyContent, entry: Record) -> Entry:
    """Return an entry as its macro shows it: executives with their pictures."""
    if isinstance(entry, Executive):
        return _executive(context, agency, entry)
    return entry


def _executive(
    context: Context, agency: AgencyContent, one: Executive
) -> ExecutiveView:
    return ExecutiveView(executive=one, picture=context.picture(agency, one.picture))
