"""The evidence of a year with its files, and the rules for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.findings import Finding, Rule
from prongsai.loading.content import Loaded
from prongsai.model.catalogue import Catalogue, Item
from prongsai.model.disclosures import Disclosure, Disclosures, Evidence
from prongsai.storage.content_folder import Attachment
from prongsai.yaml.reader import YamlPath

MAIN_WEBSITE = Rule(
    authority="agency",
    source="กรมปศุสัตว์, OIT 2566, https://dcontrol.dld.go.th/webnew/index.php/th/"
    "organization-menu-2/person-menu-th/200-oit/"
    "9036-open-data-integrity-and-transparency-assessment-oit-2566",
)
"""The instrument measures what the public reaches on the agency's main website."""

OPEN_ACCESS = Rule(
    authority="adapted",
    source="สำนักงานตำรวจแห่งชาติ, OIT 2569, https://mueang.pattani.police.go.th/about/"
    "integrity&transparency/open_data.html",
)
"""Everybody can open it without limits; machines can read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDocument:
    """One piece of evidence: its item, its path in the YAML, its file."""

    loaded: Loaded[Disclosures]
    disclosure: Disclosure
    item: Item | None
    evidence: Evidence
    path: YamlPath
    attachment: Attachment | None

    @property
    def public(self) -> bool:
        """Whether the site shows it."""
        return self.disclosure.public

    def finding(
        self,
        code: str,
        field: str,
        rule: Rule | None = None,
        /,
        **facts: object,
    ) -> Finding:
        """Make a finding about a field of it; every finding has its title as a fact."""
        where = (*self.path, field) if field else self.path
        return self.loaded.finding(
            code,
            where,
            self.evidence.id,
            rule,
            item=self.disclosure.code,
            title=self.evidence.title,
            **facts,
        )

    def stops_publication(
        self,
        code: str,
        field: str,
        rule: Rule | None = None,
        /,
        **facts: object,
    ) -> Finding:
        """Make an error; a hint only, where the site does not show the evidence."""
        found = self.finding(code, field, rule, **facts)
        return found if self.public else found.as_hint()


def documents(assessed: AssessedYear) -> Iterator[CheckedDocument]:
    """Yield every evidence of the year in the order of the file."""
    loaded = assessed.year.disclosures
    if loaded is None:
        return
    known = items_by_code(assessed.rules)
    for index, disclosure in enumerate(loaded.value.items):
        for at, evidence in enumerate(disclosure.evidence):
            yield CheckedDocument(
                loaded=loaded,
                disclosure=disclosure,
                item=known.get(disclosure.code),
                evidence=evidence,
                path=("items", index, "evidence", at),
                attachment=assessed.year.attachments.get(evidence.file or ""),
            )


def items_by_code(rules: Catalogue | None) -> dict[str, Item]:
    """Return the items of a year's catalogue by their codes."""
    return {item.code: item for item in rules.items} if rules else {}
