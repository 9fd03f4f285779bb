"""One table names every field and choice of the model in Thai and English."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from enum import Enum
from typing import TypeVar

from each import each
from prongsai import messages, model
from prongsai.comparing.words import field_name
from prongsai.model.fields import Record

TABLE = messages._table("fields")


T = TypeVar("T")


def classes(base: type[T]) -> Iterator[type[T]]:
    for module in pkgutil.iter_modules(model.__path__):
        members = vars(importlib.import_module(f"prongsai.model.{module.name}"))
        for one in members.values():
            own = inspect.isclass(one) and one.__module__.endswith(f".{module.name}")
            if own and issubclass(one, base):
                yield one


FIELDS = [
    (record.__name__, info.alias or name)
    for record in classes(Record)
    for name, info in record.model_fields.items()
]
CHOICES = [f"{kind.__name__}.{one.value}" for kind in classes(Enum) for one in kind]


@each(("record", "field"), FIELDS)
def test_every_field_has_a_name_in_both_languages(record: str, field: str) -> None:
    for language in messages.LANGUAGES:
        assert field_name(record, field, language)


@each("choice", CHOICES)
def test_every_choice_has_a_name_in_both_languages(choice: str) -> None:
    assert set(TABLE[choice]) == set(messages.LANGUAGES)


def test_the_table_names_nothing_that_is_not_there() -> None:
    known = {"true", "false", *CHOICES}
    known |= {field for _, field in FIELDS} | {".".join(pair) for pair in FIELDS}
    assert set(TABLE) <= known
