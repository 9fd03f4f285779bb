"""What the page of an item shows of the agency's own data, by the item's role.

Units, executives, contacts, complaint channels and the survey's link are typed once and
shown in every year, whether or not the components of the item are known. A new role is
one line in `OWN_FACTS`, with a macro of its name in `templates/facts.md.jinja`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from prongsai.loading.content import AgencyContent, Year
from prongsai.model.agency import ComplaintChannel
from prongsai.model.catalogue import Item, Role
from prongsai.model.fields import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFact:
    """One entry of the agency's data.

    Attributes:
        rule: what a component names in `looks_for` if its section shows the entry.
        enough: whether a page that has only this entry answers its item.
    """

    rule: str
    entry: Record
    enough: bool = True


def facts_of_role(agency: AgencyContent, year: Year, item: Item) -> tuple[OwnFact, ...]:
    """Return what the role of an item brings to its page, none without a role."""
    look = OWN_FACTS.get(item.role) if item.role else None
    return tuple(look(agency, year)) if look else ()


def facts_of_rule(
    agency: AgencyContent, year: Year, rule: str
) -> tuple[Role, tuple[OwnFact, ...]] | None:
    """Return the entries that the section of a component shows, with their role."""
    for role, look in OWN_FACTS.items():
        found = tuple(fact for fact in look(agency, year) if fact.rule == rule)
        if found:
            return role, found
    return None


def answered_by_role(agency: AgencyContent, year: Year, item: Item) -> bool:
    """Return whether the agency's own data alone make a page of the item."""
    return any(fact.enough for fact in facts_of_role(agency, year, item))


def facts_left(
    agency: AgencyContent, year: Year, item: Item, rules: frozenset[str]
) -> tuple[OwnFact, ...]:
    """Return what the role brings that no section for one of `rules` shows yet."""
    facts = facts_of_role(agency, year, item)
    return tuple(fact for fact in facts if fact.rule not in rules)


def _units(agency: AgencyContent, year: Year) -> Iterator[OwnFact]:
    del year
    return _all("units-listed", agency.agency.value.units)


def _executives(agency: AgencyContent, year: Year) -> Iterator[OwnFact]:
    del year
    return _all("executives-listed", agency.agency.value.executives)


def _contacts(agency: AgencyContent, year: Year) -> Iterator[OwnFact]:
    del year
    for one in agency.agency.value.contacts:
        yield OwnFact(rule=f"contact-{one.kind.value}", entry=one)


def _complaints(agency: AgencyContent, year: Year) -> Iterator[OwnFact]:
    """Yield all channels; only one for corruption is what the item asks for."""
    del year
    for one in agency.agency.value.complaint_channels:
        yield _channel(one)


def _channel(channel: ComplaintChannel) -> OwnFact:
    return OwnFact(rule="complaint-channel", entry=channel, enough=channel.corruption)


def _survey(agency: AgencyContent, year: Year) -> Iterator[OwnFact]:
    """Yield the survey if it has a link; agencies show it next to their news."""
    del agency
    if year.survey and year.survey.value.link:
        yield OwnFact(rule="", entry=year.survey.value, enough=False)


def _all(rule: str, entries: Iterable[Record]) -> Iterator[OwnFact]:
    return (OwnFact(rule=rule, entry=entry) for entry in entries)


OWN_FACTS: Mapping[Role, Callable[[AgencyContent, Year], Iterable[OwnFact]]] = {
    Role.UNITS: _units,
    Role.EXECUTIVES: _executives,
    Role.CONTACTS: _contacts,
    Role.COMPLAINTS: _complaints,
    Role.SURVEY: _survey,
}
"""What each role brings; the roles of the measures have tables instead."""
