"""The links of the content that lead outside, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.findings import Finding, Place
from prongsai.loading.content import Content, Loaded
from prongsai.model.fields import Record
from prongsai.yaml.reader import YamlPath

FIELDS = frozenset({"link", "url", "website"})
"""Names of all fields that hold an address outside; `site_url` is the site's own."""

ALL_LINKS = Place(path="content/site.yml")
"""Where to report what concerns all links."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One address at its place; `subject` is the id of what it belongs to, if any."""

    url: str
    loaded: Loaded[Record]
    path: YamlPath
    subject: str

    def finding(self, code: str, answer: str, new: str) -> Finding:
        """Make a hint about it; its subject is the address where there is no id."""
        return self.loaded.finding(
            code,
            self.path,
            self.subject or self.url,
            url=self.url,
            field=self.path[-1],
            answer=answer,
            new=new,
        )


def links(content: Content) -> Iterator[Link]:
    """Yield every link, file by file, in the order of the files."""
    for loaded in _files(content):
        for path, value in loaded.leaves:
            if isinstance(value, str) and path and path[-1] in FIELDS:
                yield Link(
                    url=value,
                    loaded=loaded,
                    path=path,
                    subject=_subject(loaded.value, path),
                )


def _files(content: Content) -> Iterator[Loaded[Record]]:
    yield from content.local
    for agency in content.agencies:
        yield agency.agency
        for year in agency.years:
            files = (year.scores, year.measures, year.disclosures, year.survey)
            yield from (loaded for loaded in files if loaded is not None)


def _subject(thing: object, path: YamlPath) -> str:
    """Return the id nearest to the end of the path."""
    found = ""
    for step in path:
        if isinstance(step, int) and isinstance(thing, tuple):
            thing = thing[step]
        else:
            thing = getattr(thing, str(step), None)
        found = str(getattr(thing, "id", "") or found)
    return found
