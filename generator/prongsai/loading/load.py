"""Load the sources: records of every file, and what is wrong with its shape."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar, cast

from prongsai.findings import Finding
from prongsai.loading.catalogues import (
    Rulebook,
    catalogue_years,
    rules_of,
    years_around,
)
from prongsai.loading.content import AgencyContent, Content, Loaded, Year
from prongsai.loading.file_kinds import YEAR_FILES
from prongsai.loading.files import OF_NO_YEAR, Tree, about_file, is_year, sort_files
from prongsai.loading.published import record_files, together
from prongsai.loading.sound_part import sound_part
from prongsai.loading.validate import shape
from prongsai.model.agency import Agency
from prongsai.model.catalogue import Catalogue, LocalCatalogue
from prongsai.model.disclosures import Disclosures
from prongsai.model.fields import Record
from prongsai.model.site import Published, Site
from prongsai.storage.content_folder import Attachment, Sources
from prongsai.storage.portable_names import DEVICES
from prongsai.yaml.reader import YamlFile, read_yaml

Model = TypeVar("Model", bound=Record)

RESERVED_SLUGS = DEVICES | {
    *("search", "accessibility", "data", "assets", "internal", "templates"),
    "privacy",
    "provinces",
}
"""Words that the site or MkDocs itself uses as addresses, and names that no folder can
have on Windows; four digits cannot be a slug either."""

_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def load(
    sources: Sources, also: Iterable[int] = ()
) -> tuple[Content | None, tuple[Finding, ...]]:
    """Read everything; content is None only where `site.yml` cannot be used.

    `also` are years (พ.ศ.) whose rules are needed though no file here is of them.
    """
    findings = list(sources.findings)
    tree = sort_files(sources, findings)
    site = _read(sources, "content/site.yml", Site, findings)
    records = tuple(_records(sources, findings))
    rules = _rules(sources, tree, findings, also)
    agencies = tuple(
        agency
        for slug in sorted(tree.agencies)
        if (agency := _agency(slug, tree, sources, rules, findings))
    )
    if site is None:
        if "content/site.yml" not in sources.texts and not _unreadable(sources):
            findings.append(about_file("no-site-file", "content/site.yml"))
        return None, tuple(findings)
    if site.value.version != 1:
        findings.append(
            site.finding(
                "unknown-version",
                ("version",),
                value=site.value.version,
            )
        )
    content = Content(
        site=site,
        agencies=agencies,
        catalogues=rules.catalogues,
        published=together(records),
        records=records,
        local=rules.local,
        partial=rules.partial,
        broken=frozenset(tree.agencies) - {agency.slug for agency in agencies},
    )
    return content, tuple(findings)


def _records(sources: Sources, findings: list[Finding]) -> Iterator[Loaded[Published]]:
    for path in record_files(sources.texts):
        if (part := _read(sources, path, Published, findings)) is not None:
            yield part


def _unreadable(sources: Sources) -> bool:
    """Return whether a finding says that `site.yml`, or its folder, cannot be read."""
    places = (one.place.path for one in sources.findings)
    return any(place in {"content", "content/site.yml"} for place in places)


def _no_catalogue(path: str, slug: str, year: int) -> Finding:
    first = str(catalogue_years()[0])
    return about_file("no-catalogue", path, slug, year=str(year), first=first)


def _read(
    sources: Sources,
    path: str,
    model: type[Model],
    findings: list[Finding],
    agency: str = "",
    year: int = 0,
) -> Loaded[Model] | None:
    data = sources.texts.get(path)
    if data is None:
        return None
    loaded, wrong = _loaded(data, path, model, agency, year)
    findings.extend(wrong)
    return cast("Loaded[Model] | None", loaded)


@lru_cache(maxsize=256)
def _loaded(
    data: bytes, path: str, model: type[Record], agency: str, year: int
) -> tuple[Loaded[Record] | None, tuple[Finding, ...]]:
    """Read a file once: the preview loads all again when one of them changes."""
    read: YamlFile = read_yaml(data, path)
    value, wrong = shape(model, read, agency, year)
    if value is None:
        return None, tuple(wrong)
    loaded = Loaded(value=value, marks=read.marks, agency=agency, year=year)
    return loaded, tuple(wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """Catalogues with the agency's own reading; `broken` could not be merged.

    `partial` is what of those holds all the same.
    """

    catalogues: Rulebook
    local: tuple[Loaded[LocalCatalogue], ...]
    partial: tuple[Loaded[LocalCatalogue], ...]
    broken: frozenset[int]


def _rules(
    sources: Sources, tree: Tree, findings: list[Finding], also: Iterable[int]
) -> _Rules:
    catalogues = Rulebook(years_around({*_years(tree), *also}))
    local: list[Loaded[LocalCatalogue]] = []
    partial: list[Loaded[LocalCatalogue]] = []
    broken: set[int] = set()
    for year, path in sorted(tree.catalogues.items()):
        if year not in catalogues:
            findings.append(_no_catalogue(path, "", year))
        own = _read(sources, path, LocalCatalogue, findings, year=year)
        if own is None:
            broken.add(year)
            read = read_yaml(sources.texts[path], path)
            given = {"fiscal_year": str(year)}
            if rest := sound_part(LocalCatalogue, read, given, year):
                partial.append(rest)
            continue
        local.append(own)
        if year in catalogues:
            catalogues.put_in(own.value, year)
    return _Rules(
        catalogues=catalogues,
        local=tuple(local),
        partial=tuple(partial),
        broken=frozenset(broken),
    )


def _years(tree: Tree) -> set[int]:
    found = {year for years in tree.agencies.values() for year in years}
    return found | set(tree.catalogues)


def slug_problem(slug: str) -> str:
    """Return the code of what is wrong with an agency's folder name, or nothing."""
    if slug in RESERVED_SLUGS:
        return "reserved-slug"
    return "" if _SLUG.fullmatch(slug) else "bad-slug"


def _agency(
    slug: str,
    tree: Tree,
    sources: Sources,
    rules: _Rules,
    findings: list[Finding],
) -> AgencyContent | None:
    path = f"content/agencies/{slug}/agency.yml"
    if wrong := slug_problem(slug):
        findings.append(about_file(wrong, path, slug, slug=slug))
    if path not in sources.texts:
        findings.append(about_file("no-agency-file", path, slug, slug=slug))
    agency = _read(sources, path, Agency, findings, slug)
    years = tuple(
        _year(slug, year, tree, sources, rules, findings)
        for year in sorted(tree.agencies[slug])
    )
    if agency is None:
        return None
    own = tree.files.get((slug, OF_NO_YEAR), {})
    return AgencyContent(slug=slug, agency=agency, years=years, attachments=own)


def _year(
    slug: str,
    year: int,
    tree: Tree,
    sources: Sources,
    rules: _Rules,
    findings: list[Finding],
) -> Year:
    paths = tree.agencies[slug][year]
    if year not in rules.catalogues:
        findings.append(_no_catalogue(next(iter(paths.values())), slug, year))
    read = {
        kind: _read(sources, path, YEAR_FILES[kind], findings, slug, year)
        for kind, path in paths.items()
    }
    broken = {kind for kind, loaded in read.items() if loaded is None}
    return Year(
        fiscal_year=year,
        catalogue=_list_in_use(
            year, rules.catalogues.get(year), read.get("disclosures")
        ),
        attachments=_attachments(tree, slug, year, read.get("disclosures")),
        broken=frozenset(broken | ({"catalogue"} if year in rules.broken else set())),
        **{kind: loaded for kind, loaded in read.items() if loaded is not None},  # type: ignore[arg-type]  # each of its kind
    )


def _attachments(
    tree: Tree, slug: str, year: int, disclosures: Loaded[Record] | None
) -> Mapping[str, Attachment]:
    """Return the year's files, and those of other years that it cites as `2568/…`."""
    own = tree.files.get((slug, year), {})
    value = disclosures.value if disclosures else None
    if not isinstance(value, Disclosures):
        return own
    every = (*value.items, *(one.was for one in value.unsettled))
    cited = {one.file for item in every for one in item.evidence if one.file}
    found = dict(own)
    for name in cited - set(own):
        other, _, rest = name.partition("/")
        lies = tree.files.get((slug, int(other)), {}) if is_year(other) else {}
        if rest in lies:
            found[name] = lies[rest]
    return found


def _list_in_use(
    year: int, rules: Catalogue | None, disclosures: Loaded[Record] | None
) -> Catalogue | None:
    """Return the rules with the list of items that the disclosures' codes belong to.

    When the list of a year has come, codes that were entered under the draft mean what
    they meant until `prongsai settle` moves them. The calendar is that of the year.
    """
    value = disclosures.value if disclosures else None
    if rules is None or not isinstance(value, Disclosures):
        return rules
    listed = value.codes_of
    if listed in {None, rules.list_year}:
        return rules
    used = rules_of(year, listed)
    if used is None:
        return rules
    days = {"calendar": rules.calendar, "sources": used.sources + rules.sources}
    return used.model_copy(update=days)


__all__ = ["RESERVED_SLUGS", "load", "slug_problem"]
