"""What a rule looks at: one agency's year, with all the rest at hand."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prongsai.content import AgencyContent, Content, Year
from prongsai.findings import Finding
from prongsai.model.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Scope:
    """One agency's fiscal year as of a day.

    A file that could not be read is None in `year`, and its kind is in `year.broken`:
    a rule that would complain of its absence keeps silent then.
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


YearCheck = Callable[[Scope], Iterator[Finding]]
SiteCheck = Callable[[Content, datetime.date], Iterator[Finding]]
