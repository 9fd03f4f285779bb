"""Change every value of the example agency in turn: the diff names exactly that."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

import pytest
from pydantic import BaseModel

from checkout import ROOT, content_sources
from each import each
from prongsai.comparing.compare import Change, ChangeKind, compare, name_of
from prongsai.comparing.pairing import key_fields
from prongsai.loading.content import Content
from prongsai.loading.load import load
from prongsai.model.leaves import leaves
from prongsai.thai.codes import Reference
from prongsai.yaml.reader import YamlPath

KINDS = ("scores", "measures", "disclosures", "survey")


def content() -> Content:
    found, _ = load(content_sources(datetime.date(2025, 9, 30)))
    assert found is not None
    return found


def records() -> Iterator[tuple[str, BaseModel]]:
    loaded = content()
    yield "site", loaded.site.value
    agency = next(one for one in loaded.agencies if one.slug == "tambon-tuayang")
    yield "agency", agency.agency.value
    for year in agency.years:
        for kind in KINDS:
            found = getattr(year, kind)
            if found is not None:
                yield f"{year.fiscal_year}-{kind}", found.value


@cache
def loaded_records() -> dict[str, BaseModel]:
    return dict(records())


FOLDER = ROOT / "content/agencies/tambon-tuayang"
NAMES = (
    *("site", "agency"),
    *(
        f"{year}-{kind}"
        for year in (2567, 2568)
        for kind in KINDS
        if (FOLDER / f"{year}/{kind}.yml").exists()
    ),
)
"""To load the content takes longer than to find all tests of a package."""


def other(value: Any) -> Any:  # noqa: PLR0911 - one line a type
    """Return another value of the same type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, Enum):
        return next((one for one in type(value) if one is not value), None)
    if isinstance(value, int):
        return value + 1
    if isinstance(value, Decimal):
        return value + Decimal("0.5")
    if isinstance(value, datetime.date):
        return value + datetime.timedelta(days=1)
    if isinstance(value, Reference):
        return Reference(code="O99", year=2599)
    return "อย่างอื่น"


def changed(thing: Any, path: YamlPath, value: object) -> Any:
    """Return `thing` with `value` at `path`."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        new = changed(thing[step], rest, value)
        return (*thing[:step], new, *thing[step + 1 :])
    name = field_of(thing, step)
    return thing.model_copy(update={name: changed(getattr(thing, name), rest, value)})


def field_of(record: BaseModel, step: str) -> str:
    return next(
        name
        for name, info in type(record).model_fields.items()
        if step in {name, info.alias}
    )


def named(record: object, path: YamlPath) -> tuple[str, ...]:
    """Return the path with the names of entries for their indexes."""
    names: list[str] = []
    here: Any = record
    for step in path:
        if isinstance(step, int):
            here = here[step]
            names += [name_of(here)] if isinstance(here, BaseModel) else []
        else:
            here = getattr(here, field_of(here, step))
            names.append(str(step))
    return tuple(names)


def exchanged(changes: list[Change]) -> bool:
    """Return whether an entry that is only its name was replaced by another."""
    removed, added = changes
    return (
        (removed.kind, added.kind) == (ChangeKind.REMOVED, ChangeKind.ADDED)
        and isinstance(removed.before, BaseModel)
        and {name for name, _ in removed.before if getattr(removed.before, name)}
        <= set(key_fields(removed.before))
    )


@pytest.mark.slow
def test_every_file_of_the_example_is_changed() -> None:
    assert tuple(loaded_records()) == NAMES


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.slow
def test_a_changed_value_is_named_and_nothing_else(kind: str) -> None:
    record = loaded_records()[kind]
    for path, value in leaves(record):
        new = changed(record, path, other(value))
        found = list(compare(record, new))
        if len(found) == 2 and exchanged(found):
            continue
        assert [named(new, path)] == [change.path for change in found], path
        kind_of = ChangeKind.REMOVED if other(value) is None else ChangeKind.CHANGED
        assert (kind_of, value, other(value)) == (
            found[0].kind,
            found[0].before,
            found[0].after,
        )


def entries(thing: object, path: YamlPath = ()) -> Iterator[tuple[YamlPath, int]]:
    """Yield every list of a record with its length."""
    if isinstance(thing, BaseModel):
        for name, info in type(thing).model_fields.items():
            yield from entries(getattr(thing, name), (*path, info.alias or name))
    elif isinstance(thing, tuple) and thing:
        yield path, len(thing)
        for index, part in enumerate(thing):
            yield from entries(part, (*path, index))


def at(thing: Any, path: YamlPath) -> Any:
    for step in path:
        if isinstance(step, int):
            thing = thing[step]
        else:
            thing = getattr(thing, field_of(thing, step))
    return thing


@each("kind", NAMES)
def test_entries_in_another_order_are_no_change(kind: str) -> None:
    record = loaded_records()[kind]
    for path, _ in entries(record):
        turned = changed(record, path, tuple(reversed(at(record, path))))
        assert not list(compare(record, turned)), path


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.slow
def test_an_entry_that_came_or_went_is_one_change(kind: str) -> None:
    record = loaded_records()[kind]
    for path, length in entries(record):
        for index in range(length):
            whole = at(record, path)
            less = changed(record, path, (*whole[:index], *whole[index + 1 :]))
            gone, come = list(compare(record, less)), list(compare(less, record))
            assert [change.kind for change in gone] == [ChangeKind.REMOVED], path
            assert [change.kind for change in come] == [ChangeKind.ADDED], path
            assert (whole[index], whole[index]) == (gone[0].before, come[0].after)
