"""`disclosures.yml`: items of the year, their evidence and their components."""

from collections.abc import Iterator

from prongsai.loading.content import AgencyContent, Loaded, Year
from prongsai.loading.references.agency import units_of, unknown_unit
from prongsai.loading.references.mistakes import (
    Known,
    Mistake,
    duplicate_ids,
    each,
    error,
    missing_file,
    unknown_evidence,
)
from prongsai.model.catalogue import Item
from prongsai.model.disclosures import Disclosure, Disclosures
from prongsai.model.leaves import repeated
from prongsai.thai.codes import kind_of
from prongsai.yaml.reader import YamlPath


def disclosure_mistakes(
    loaded: Loaded[Disclosures], agency: AgencyContent, year: Year
) -> Iterator[Mistake]:
    """Check that codes and ids of evidence are unique, since they become addresses."""
    items = loaded.value.items
    rules = {item.code: item for item in year.catalogue.items} if year.catalogue else {}
    for index, code in repeated(item.code for item in items):
        yield error(loaded, "duplicate-code", ("items", index, "code"), code, code=code)
    every = tuple(_entries(loaded.value))
    evidence = (
        place
        for here, item in every
        for place in each((*here, "evidence"), item.evidence)
    )
    yield from duplicate_ids(loaded, evidence)
    documents = Known.of(one.id for _, item in every for one in item.evidence)
    units = units_of(agency)
    for here, item in every:
        unsettled = here[0] == "unsettled"
        rules_here = {} if unsettled else rules
        yield from _code(loaded, item, here, rules_here)
        yield from unknown_unit(loaded, item.owner, units, (*here, "owner"), item.code)
        yield from _files(loaded, item, here, year)
        known = "catalogue" not in year.broken
        rules_here = rules_here if known else {}
        if item.components:
            own = Known.of(one.id for one in item.evidence)
            ids = documents if unsettled else own
            yield from _components(loaded, item, here, (rules_here, ids))


def _entries(value: Disclosures) -> Iterator[tuple[YamlPath, Disclosure]]:
    """Yield all items with their paths, those without a place of their own last."""
    for index, item in enumerate(value.items):
        yield ("items", index), item
    for index, left in enumerate(value.unsettled):
        yield ("unsettled", index, "was"), left.was


def _code(
    loaded: Loaded[Disclosures],
    item: Disclosure,
    here: YamlPath,
    rules: dict[str, Item],
) -> Iterator[Mistake]:
    path = (*here, "code")
    if kind_of(item.code) != "item":
        yield error(loaded, "not-an-item", path, item.code, value=item.code)
    elif rules and item.code not in rules:
        yield error(
            loaded,
            "unknown-code",
            path,
            item.code,
            value=item.code,
            year=loaded.year,
            first=next(iter(rules)),
            last=list(rules)[-1],
        )


def _files(
    loaded: Loaded[Disclosures], item: Disclosure, here: YamlPath, year: Year
) -> Iterator[Mistake]:
    for at, evidence in enumerate(item.evidence):
        path = (*here, "evidence", at)
        if (evidence.file is None) == (evidence.url is None):
            yield error(loaded, "file-or-url", path, evidence.id, id=evidence.id)
        elif evidence.file:
            yield from missing_file(loaded, evidence.file, (*path, "file"), year)


def _components(
    loaded: Loaded[Disclosures],
    item: Disclosure,
    here: YamlPath,
    known_ones: tuple[dict[str, Item], Known],
) -> Iterator[Mistake]:
    rules, evidence = known_ones
    rule = rules.get(item.code)
    known = Known.of(one.id for one in rule.components) if rule else Known.of(())
    for at, component in enumerate(item.components):
        path = (*here, "components", at)
        if rule and component.id not in known:
            yield error(
                loaded,
                "unknown-component",
                (*path, "id"),
                item.code,
                value=component.id,
                known=known.listed,
            )
        for position, name in enumerate(component.evidence):
            if name not in evidence:
                place = (*path, "evidence", position)
                yield unknown_evidence(loaded, name, place, component.id, evidence)
    yield from duplicate_ids(loaded, each((*here, "components"), item.components))
