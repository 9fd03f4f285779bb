"""The kinds of YAML files, and the record that each of them holds."""

from collections.abc import Mapping

from prongsai.model.agency import Agency
from prongsai.model.catalogue import LocalCatalogue
from prongsai.model.disclosures import Disclosures
from prongsai.model.fields import Record
from prongsai.model.measures import Measures
from prongsai.model.scores import Scores
from prongsai.model.site import Published, Site
from prongsai.model.survey import Survey

YEAR_FILES: Mapping[str, type[Record]] = {
    "scores": Scores,
    "measures": Measures,
    "disclosures": Disclosures,
    "survey": Survey,
}
"""The kinds of files of a year: `<kind>.yml`."""

KINDS: Mapping[str, type[Record]] = {
    "site": Site,
    "published": Published,
    "catalogue": LocalCatalogue,
    "agency": Agency,
    **YEAR_FILES,
}
"""Every kind of YAML file, by the name of its schema."""


def modeline(kind: str, below: int = 0) -> str:
    """Return the first line of a new file, by which editors know its schema.

    `below` is how many folders it is below the usual place of its kind.
    """
    above = {"site": 0, "published": 0, "catalogue": 1, "agency": 2}.get(kind, 3)
    above += below
    return f"# yaml-language-server: $schema={'../' * above}.schemas/{kind}.json\n"
