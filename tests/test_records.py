"""Records of the program are made with the name of each field next to its value."""

import dataclasses
import importlib
import inspect
from collections.abc import Iterator

from source_modules import MODULES, name_of


def classes() -> Iterator[type]:
    """Yield every class that the program defines at the top of a module."""
    for path in MODULES:
        name = f"prongsai.{name_of(path)}".rstrip(".")
        for _, one in inspect.getmembers(
            importlib.import_module(name), inspect.isclass
        ):
            if one.__module__ == name:
                yield one


def test_every_dataclass_takes_keywords_only() -> None:
    records = [one for one in classes() if dataclasses.is_dataclass(one)]
    assert len(records) > 150
    assert [
        f"{one.__module__}.{one.__name__}.{field.name}"
        for one in records
        for field in dataclasses.fields(one)
        if not field.kw_only
    ] == []
