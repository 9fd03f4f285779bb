"""`catalogue/<fy>.yml`: the agency's own reading fits the catalogue of its year."""

from collections.abc import Iterator, Mapping

from prongsai.loading.catalogues import catalogue, catalogue_years, rules_of
from prongsai.loading.content import Content, Loaded
from prongsai.loading.crosswalk import names_item_of
from prongsai.loading.references.codes import codes_like, not_in_year, unknown_code
from prongsai.loading.references.mistakes import (
    Known,
    Mistake,
    duplicate_ids,
    each,
    error,
)
from prongsai.model.catalogue import (
    Attributed,
    Catalogue,
    LocalCatalogue,
    LocalItem,
    SubIndicator,
)
from prongsai.model.leaves import repeated
from prongsai.thai.codes import Reference, kind_of
from prongsai.thai.dates import format_iso
from prongsai.yaml.reader import YamlPath


def catalogue_mistakes(
    loaded: Loaded[LocalCatalogue], content: Content
) -> Iterator[Mistake]:
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
    sources, ours = _sources_of(loaded, content), _components_of(loaded, content)
    before = _list_before(loaded.year, content)
    for index, item in enumerate(value.items):
        here: YamlPath = ("items", index)
        yield from _code(loaded, item, (*here, "code"), content)
        if item.draft and (item.components_known or item.ticked):
            yield error(loaded, "half-ticked", here, item.code, item=item.code)
        yield from _follows(loaded, item, here, before)
        yield from _components(loaded, item, here, (sources, ours))
    yield from _sub_indicators(loaded)
    yield from _list(loaded, content)
    yield from _steps(loaded, sources)


def _code(
    loaded: Loaded[LocalCatalogue], item: LocalItem, path: YamlPath, content: Content
) -> Iterator[Mistake]:
    """Find a code that the year lacks; what only was read, or is to come, may have any.

    An item with a title makes the list of a year that the program does not know.
    """
    titled = item.title or loaded.value.items_known
    to_come = item.draft or (titled and _is_unknown(loaded.year))
    if kind_of(item.code) != "item":
        yield error(loaded, "not-an-item", path, item.code, value=item.code)
    elif not to_come:
        yield from unknown_code(loaded, Reference(code=item.code), path, content)


def _is_unknown(year: int) -> bool:
    """Return whether the program has no list of its own for a year."""
    rules = rules_of(year)
    return rules is not None and rules.provisional


def _follows(
    loaded: Loaded[LocalCatalogue],
    item: LocalItem,
    here: YamlPath,
    before: Catalogue | None,
) -> Iterator[Mistake]:
    """Find what is no item of the list before this one: nothing would move from it."""
    for at, ref in enumerate(item.follows):
        path = (*here, "follows", at)
        if before is None or not names_item_of(ref, before, loaded.year):
            yield error(
                loaded,
                "follows-no-earlier-year",
                path,
                str(ref),
                value=str(ref),
                year=loaded.year,
                first=before.fiscal_year if before else "–",
            )
        elif ref.code not in codes_like(before, ref.code):
            yield not_in_year(loaded, path, str(ref), before)


def _list_before(year: int, content: Content) -> Catalogue | None:
    """Return the newest list before that of `year`, be it an agency's own."""
    own = {local.year for local in content.local}
    for one in sorted({*own, *catalogue_years()}, reverse=True):
        rules = content.catalogues.get(one) or catalogue(one)
        if one < year and rules is not None and not rules.provisional:
            return rules
    return None


def _sub_indicators(loaded: Loaded[LocalCatalogue]) -> Iterator[Mistake]:
    """Find codes of another kind than the fields are for."""
    kinds = {"code": "sub_indicator", "indicator": "indicator"}
    for at, sub in enumerate(loaded.value.sub_indicators):
        for name, kind in kinds.items():
            code = getattr(sub, name)
            if kind_of(code) != kind:
                path = ("sub_indicators", at, name)
                yield error(loaded, "code-of-another-kind", path, code, value=code)


def _list(loaded: Loaded[LocalCatalogue], content: Content) -> Iterator[Mistake]:
    """Find what keeps items from being the whole list of a year, as the file says."""
    value, merged = loaded.value, content.catalogues.get(loaded.year)
    if merged is None or not (value.items_known and _is_unknown(loaded.year)):
        return
    if not value.items and loaded.is_whole(("items",)):
        yield error(loaded, "missing-field", ("items_known",), field="items")
    subs = {sub.code for sub in (*merged.sub_indicators, *value.sub_indicators)}
    for at, item in enumerate(value.items):
        here = ("items", at)
        if not item.title and loaded.is_whole((*here, "title")):
            yield error(loaded, "missing-field", here, item.code, field="title")
        if item.sub_indicator and item.sub_indicator not in subs:
            path = (*here, "sub_indicator")
            yield not_in_year(loaded, path, item.sub_indicator, merged)


def _steps(loaded: Loaded[LocalCatalogue], sources: Known) -> Iterator[Mistake]:
    for at, step in enumerate(loaded.value.calendar):
        path = ("calendar", at)
        yield from _sources(loaded, step, path, sources)
        if step.start and step.end and step.end < step.start:
            days = {"start": format_iso(step.start), "end": format_iso(step.end)}
            yield error(
                loaded,
                "step-ends-before-it-begins",
                (*path, "end"),
                step.title,
                title=step.title,
                **days,
            )


def _components(
    loaded: Loaded[LocalCatalogue],
    item: LocalItem,
    here: YamlPath,
    known: tuple[Known, Mapping[str, bool]],
) -> Iterator[Mistake]:
    """Find components without a source, and an empty list that is called known."""
    sources, ours = known
    path = (*here, "components")
    yield from duplicate_ids(loaded, each(path, item.components))
    if item.components_known and not item.draft and loaded.is_whole(here):
        yield from _known(loaded, item, (*here, "components_known"), ours)
    for at, component in enumerate(item.components):
        yield from _sources(loaded, component, (*path, at), sources)
        if not component.sources and loaded.is_whole((*path, at)):
            name, place = component.id, (*path, at)
            yield error(loaded, "local-without-source", place, name, name=name)


def _known(
    loaded: Loaded[LocalCatalogue],
    item: LocalItem,
    here: YamlPath,
    ours: Mapping[str, bool],
) -> Iterator[Mistake]:
    if not item.components and not ours.get(item.code):
        yield error(loaded, "local-list-empty", here, item.code, item=item.code)
    elif not loaded.value.sources and loaded.is_whole(("sources",)):
        yield error(loaded, "local-without-source", here, item.code, name=item.code)


def _sources_of(loaded: Loaded[LocalCatalogue], content: Content) -> Known:
    """Return the ids of the sources of the year and of the file."""
    rules = content.catalogues.get(loaded.year)
    of_ours = rules.sources if rules else ()
    return Known.of(one.id for one in (*of_ours, *loaded.value.sources))


def _components_of(
    loaded: Loaded[LocalCatalogue], content: Content
) -> Mapping[str, bool]:
    """Return whether the list of the year has components, by the code of the item."""
    rules = content.catalogues.get(loaded.year)
    return {one.code: bool(one.components) for one in rules.items} if rules else {}


def _sources(
    loaded: Loaded[LocalCatalogue], thing: Attributed, here: YamlPath, known: Known
) -> Iterator[Mistake]:
    if not loaded.is_whole(("sources",)):
        return
    for at, name in enumerate(thing.sources):
        if name not in known:
            yield error(
                loaded,
                "unknown-source",
                (*here, "sources", at),
                name,
                value=name,
                known=known.listed,
            )
