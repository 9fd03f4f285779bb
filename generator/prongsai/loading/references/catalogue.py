"""`catalogue/<fy>.yml`: the agency's own reading fits the catalogue of its year."""

from collections.abc import Iterator

from prongsai.findings import Finding
from prongsai.loading.content import Content, Loaded
from prongsai.loading.references.codes import unknown_code, unknown_reference
from prongsai.loading.references.mistakes import duplicate_ids, each, error, listed
from prongsai.model.catalogue import Attributed, LocalCatalogue, LocalItem, SubIndicator
from prongsai.model.leaves import repeated
from prongsai.thai.codes import Reference, kind_of
from prongsai.yaml.reader import YamlPath


def catalogue_mistakes(
    loaded: Loaded[LocalCatalogue], content: Content
) -> Iterator[Finding]:
    """Items, ids and sources; the year is that of the file's name."""
    value = loaded.value
    if value.fiscal_year != loaded.year:
        yield error(
            loaded,
            "year-of-another-file",
            ("fiscal_year",),
            value=value.fiscal_year,
            year=loaded.year,
        )
    yield from duplicate_ids(loaded, each(("sources",), value.sources))
    lists: dict[str, tuple[LocalItem | SubIndicator, ...]]
    lists = {"items": value.items, "sub_indicators": value.sub_indicators}
    for field, things in lists.items():
        for index, code in repeated(one.code for one in things):
            path: YamlPath = (field, index, "code")
            yield error(loaded, "duplicate-code", path, code, code=code)
    for index, item in enumerate(value.items):
        here: YamlPath = ("items", index)
        yield from _code(loaded, item, (*here, "code"), content)
        yield from _follows(loaded, item, here, content)
        yield from _components(loaded, item, here, content)
    for at, step in enumerate(value.calendar):
        yield from _sources(loaded, step, ("calendar", at), content)


def _code(
    loaded: Loaded[LocalCatalogue], item: LocalItem, path: YamlPath, content: Content
) -> Iterator[Finding]:
    """Find a code that the year lacks; what only was read, or is to come, may have any.

    An item with a title makes the list of a year that the program does not know.
    """
    rules = content.catalogues.get(loaded.year)
    to_come = item.draft or (item.title and rules and rules.provisional)
    if kind_of(item.code) != "item":
        yield error(loaded, "not-an-item", path, item.code, value=item.code)
    elif not to_come:
        yield from unknown_code(loaded, Reference(code=item.code), path, content)


def _follows(
    loaded: Loaded[LocalCatalogue], item: LocalItem, here: YamlPath, content: Content
) -> Iterator[Finding]:
    """Find items of an earlier year that this one cannot follow, as there are none."""
    for at, code in enumerate(item.follows):
        before = Reference(code=code.code, year=code.year or loaded.year - 1)
        yield from unknown_reference(loaded, before, (*here, "follows", at), content)


def _components(
    loaded: Loaded[LocalCatalogue], item: LocalItem, here: YamlPath, content: Content
) -> Iterator[Finding]:
    """Find components without a source, and an empty list that is called known."""
    path = (*here, "components")
    yield from duplicate_ids(loaded, each(path, item.components))
    if item.components_known and loaded.is_whole(here):
        yield from _known(loaded, item, (*here, "components_known"), content)
    for at, component in enumerate(item.components):
        yield from _sources(loaded, component, (*path, at), content)
        if not component.sources and loaded.is_whole((*path, at)):
            name, place = component.id, (*path, at)
            yield error(loaded, "local-without-source", place, name, name=name)


def _known(
    loaded: Loaded[LocalCatalogue], item: LocalItem, here: YamlPath, content: Content
) -> Iterator[Finding]:
    rules = content.catalogues.get(loaded.year)
    of_ours = {one.code: one.components for one in rules.items} if rules else {}
    if not item.components and not of_ours.get(item.code):
        yield error(loaded, "local-list-empty", here, item.code, item=item.code)
    elif not loaded.value.sources and loaded.is_whole(("sources",)):
        yield error(loaded, "local-without-source", here, item.code, name=item.code)


def _sources(
    loaded: Loaded[LocalCatalogue], thing: Attributed, here: YamlPath, content: Content
) -> Iterator[Finding]:
    if not loaded.is_whole(("sources",)):
        return
    rules = content.catalogues.get(loaded.year)
    known = {source.id for source in rules.sources} if rules else set()
    known |= {source.id for source in loaded.value.sources}
    for at, name in enumerate(thing.sources):
        if name not in known:
            yield error(
                loaded,
                "unknown-source",
                (*here, "sources", at),
                name,
                value=name,
                known=listed(known),
            )
