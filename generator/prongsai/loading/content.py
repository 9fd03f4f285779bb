"""What was loaded: the site, its agencies and their years, each with its places."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from prongsai.findings import Finding, Place, Rule
from prongsai.loading.catalogues import Rulebook, years_around
from prongsai.model.agency import Agency
from prongsai.model.catalogue import Catalogue, LocalCatalogue
from prongsai.model.disclosures import Disclosures
from prongsai.model.fields import Record
from prongsai.model.leaves import Leaf, leaves
from prongsai.model.measures import Measures
from prongsai.model.scores import Scores
from prongsai.model.site import Published, Site
from prongsai.model.survey import Survey
from prongsai.storage.content_folder import Attachment
from prongsai.yaml.reader import Marks, YamlPath

Model_co = TypeVar("Model_co", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded(Generic[Model_co]):
    """A record with the file it came from and the places of its fields.

    `lost` are the paths of what was left out because its form is wrong.
    """

    value: Model_co
    marks: Marks
    agency: str = ""
    year: int = 0
    lost: frozenset[YamlPath] = frozenset()
    _leaves: list[Leaf] = field(
        default_factory=list, init=False, repr=False, compare=False
    )

    @property
    def leaves(self) -> list[Leaf]:
        """Return all values with their paths; walked once, since nothing changes."""
        if not self._leaves:
            self._leaves.extend(leaves(self.value))
        return self._leaves

    @property
    def file(self) -> str:
        """Path of the file from the project root."""
        return self.marks.file

    def is_whole(self, path: YamlPath) -> bool:
        """Return whether nothing at or below `path` was left out."""
        return not any(one[: len(path)] == path for one in self.lost)

    def at(self, *path: str | int) -> Place:
        """Return the place of a field, or of its nearest parent."""
        return self.marks.at(path)

    def finding(
        self,
        code: str,
        path: YamlPath,
        subject: str = "",
        rule: Rule | None = None,
        /,
        **facts: object,
    ) -> Finding:
        """Make a finding about the field at `path` of this file."""
        names = [step for step in path if isinstance(step, str)]
        return Finding(
            code=code,
            place=self.marks.at(path),
            facts=tuple((name, str(fact)) for name, fact in facts.items()),
            agency=self.agency,
            year=self.year,
            subject=subject,
            field=names[-1] if names else "",
            rule=rule,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One agency's fiscal year (พ.ศ.): what there is of it.

    `broken` names the files (`scores`, `measures`…, `catalogue` for the agency's own)
    that are there but could not be read; rules about references to them report nothing.
    """

    fiscal_year: int
    catalogue: Catalogue | None
    scores: Loaded[Scores] | None = None
    measures: Loaded[Measures] | None = None
    disclosures: Loaded[Disclosures] | None = None
    survey: Loaded[Survey] | None = None
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyContent:
    """One agency with its years, oldest first; `attachments` are of no year."""

    slug: str
    agency: Loaded[Agency]
    years: tuple[Year, ...]
    attachments: Mapping[str, Attachment] = field(default_factory=dict)

    def year(self, fiscal_year: int) -> Year | None:
        """Return the year `fiscal_year` (พ.ศ.), if there is anything of it."""
        return next((y for y in self.years if y.fiscal_year == fiscal_year), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that could be read, agencies in the order of their slugs.

    `local` are the agency's own catalogues, which `catalogues` has merged in already,
    `partial` what is left of those with mistakes; `broken` the slugs of agencies whose
    `agency.yml` could not be read. `published` is the whole record of addresses,
    `records` are the files of it.
    """

    site: Loaded[Site]
    agencies: tuple[AgencyContent, ...]
    catalogues: Rulebook
    published: Loaded[Published] | None = None
    records: tuple[Loaded[Published], ...] = ()
    local: tuple[Loaded[LocalCatalogue], ...] = ()
    partial: tuple[Loaded[LocalCatalogue], ...] = ()
    broken: frozenset[str] = frozenset()

    @property
    def slugs(self) -> frozenset[str]:
        """Return the slugs of all agencies, be their files right or not."""
        return frozenset(agency.slug for agency in self.agencies) | self.broken

    def of(self, agency: AgencyContent) -> "Content":
        """Return what there would be if there were no other agency."""
        years = {year.fiscal_year for year in agency.years}
        years |= {local.year for local in (*self.local, *self.partial)}
        return replace(
            self,
            agencies=(agency,),
            catalogues=self.catalogues.only(years_around(years)),
            broken=frozenset(),
        )
