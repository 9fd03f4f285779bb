"""A sheet as a value: its records, its columns, and what is particular to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any  # trees of YAML

from prongsai.model.catalogue import Catalogue, Component, Item
from prongsai.workbook.columns import Column

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a year, for cells to read and rows to offer.

    Attributes:
        measures: the titles of the measures by id.
        without_results: ids of the measures that have no result yet.
        items: the items of the year by code.
        components: their components by the code of the item and their id.
        codes: what every code of the year is called.
        answered: what has words or evidence, by item and component (empty: the item).
        confirmed: what somebody looked at and confirmed, in the same way.
        read: titles of the items that the agency's own file of the year has, by code.
    """

    measures: Mapping[str, str]
    without_results: tuple[str, ...]
    items: Mapping[str, Item]
    components: Mapping[Key, Component]
    codes: Mapping[str, str]
    answered: frozenset[Key] = frozenset()
    confirmed: frozenset[Key] = frozenset()
    read: Mapping[str, str] = field(default_factory=dict)


def _nothing_shown(known: Known, key: Key) -> dict[str, str]:
    del known, key
    return {}


def _nothing_typed(record: Mapping[str, Any]) -> dict[str, str]:
    del record
    return {}


def _nothing_offered(known: Known) -> list[Key]:
    del known
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Records of one kind.

    Attributes:
        name: its word in `messages/workbook.yml`.
        kind: of the YAML file.
        lists: the lists on the way to the records; none where the file is the record.
        model: name of the records' model.
        columns: keys first.
        ordinal: the records have no ids: their place in the list is the key.
        prefix: word in new ids, empty where the id is a code.
        per_unit: a unit's own workbook has it too.
        list_of: returns which of `lists` has a code, where each of them has records.
        inner: the list of a record that has more records of this sheet.
        may_lack: how many of the last keys may be empty.
        present: the column that says that a record is there.
        order: of the fields in YAML, where it is not that of the columns.
        start: fields that every new record has.
        shown: returns the cells of a row that are for reading only.
        offered: returns keys of rows that are offered.
        texts: returns the texts that the packaged rules give to records.
        typed: returns the cells of a record that are typed but no fields of it.
        tab: the sheet on whose tab its rows are, where it has none of its own.
        mark: on such a tab, the column that tells whose a row is.
        marked: whether the rows of this sheet have a text there.
        only_filled: whether it is left out where it has no record.
        blank: whether it ends with empty rows, for records that the program lists not.
        lasting: whether a record stays when its row was emptied: it holds more.
    """

    name: str
    kind: str
    lists: tuple[str, ...]
    model: str
    columns: tuple[Column, ...]
    ordinal: bool = False
    prefix: str = ""
    per_unit: bool = False
    list_of: Callable[[str], str] | None = None
    inner: str = ""
    may_lack: int = 0
    present: str = ""
    order: tuple[str, ...] = ()
    start: Mapping[str, Any] = field(default_factory=dict)
    shown: Callable[[Known, Key], dict[str, str]] = _nothing_shown
    offered: Callable[[Known], list[Key]] = _nothing_offered
    texts: Callable[[Catalogue], Mapping[Key, str]] | None = None
    typed: Callable[[Mapping[str, Any]], dict[str, str]] = _nothing_typed
    tab: str = ""
    mark: str = ""
    marked: bool = True
    only_filled: bool = False
    lasting: bool = False
    blank: bool = True

    @property
    def title(self) -> str:
        """Return the word for its tab."""
        return self.tab or self.name

    @property
    def keys(self) -> tuple[Column, ...]:
        """Return the columns that tell which record a row is."""
        return tuple(column for column in self.columns if column.key)

    @property
    def own_keys(self) -> tuple[Column, ...]:
        """Return the keys that are fields of the record itself."""
        return self.keys if self.list_of else self.keys[-1:]

    @property
    def data(self) -> tuple[Column, ...]:
        """Return the columns that are merged."""
        return tuple(column for column in self.columns if column.data)

    def key_is_whole(self, key: Key) -> bool:
        """Return whether a key tells a record."""
        return all(key[: len(key) - self.may_lack])
