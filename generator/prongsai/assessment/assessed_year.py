"""What a rule checks: one agency's year, with the agency's other years."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prongsai.findings import PROJECT, Finding, Rule
from prongsai.loading.content import AgencyContent, Content, Year
from prongsai.model.catalogue import Attributed, Catalogue, Item, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedYear:
    """One agency's fiscal year on a given day.

    A file that could not be read is None in `year`, and its kind is in `year.broken`:
    a rule about its absence then reports nothing.
    """

    content: Content
    agency: AgencyContent
    year: Year
    today: datetime.date

    @property
    def rules(self) -> Catalogue | None:
        """The catalogue of the year, an agency's own reading merged in."""
        return self.year.catalogue

    def other_year(self, offset: int) -> Year | None:
        """Return the same agency's year `offset` years later (-1: the year before)."""
        return self.agency.year(self.year.fiscal_year + offset)

    def item_of(self, role: Role) -> Item | None:
        """Return the year's measures or report item."""
        items = self.rules.items if self.rules else ()
        return next((item for item in items if item.role is role), None)

    def asked(self, looks_for: str) -> tuple[str, Rule]:
        """Return the component that asks for a fact, and its rule.

        The id is `looks_for` itself where the year's catalogue has no such component.
        """
        for item in self.rules.items if self.rules else ():
            for component in item.components:
                if self.rules and component.looks_for == looks_for:
                    return component.id, rule_of(self.rules, component)
        return looks_for, PROJECT


def rule_of(rules: Catalogue, thing: Attributed) -> Rule:
    """Return the rule behind an entry of the catalogue, with its sources' titles."""
    titles = {source.id: source.title for source in rules.sources}
    sources = "; ".join(titles.get(source, source) for source in thing.sources)
    return Rule(authority=thing.authority, source=sources)


YearCheck = Callable[[AssessedYear], Iterator[Finding]]
AgencyCheck = Callable[[AgencyContent], Iterator[Finding]]
