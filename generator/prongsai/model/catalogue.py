"""`catalogue/<fy>.yml`: the rules of one assessment year as data.

A new year is one such file. Texts of components are requirements in our own short
words; titles are names and are kept as official.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from prongsai.model.fields import (
    Code,
    Date,
    FiscalYear,
    Flag,
    Id,
    Record,
    Ref,
    Score,
    Text,
    Url,
    Whole,
)
from prongsai.model.measures import Round


def _offset(value: object) -> object:
    if value not in ("0", "-1", 0, -1):
        raise PydanticCustomError(
            "not-a-whole-number", "{value}", {"value": str(value)}
        )
    return int(str(value))


DataYear = Annotated[
    int | None,
    BeforeValidator(func=_offset),
    WithJsonSchema(json_schema={"enum": [0, -1, None]}),
]
"""The year that an item's data must be of, minus the year of the assessment."""


class Authority(StrEnum):
    """Who made a rule.

    official: the assessor's text, or two independent agencies agreeing; agency: one
    agency's copy; adapted: another sector's list; project: ours; local: an agency's
    own reading of the manual.
    """

    OFFICIAL = "official"
    AGENCY = "agency"
    ADAPTED = "adapted"
    PROJECT = "project"
    LOCAL = "local"


class Role(StrEnum):
    """Items whose page shows data of the model itself, whatever its components are."""

    MEASURES = "measures"
    REPORT = "report"
    UNITS = "units"
    EXECUTIVES = "executives"
    CONTACTS = "contacts"
    COMPLAINTS = "complaints"
    SURVEY = "survey"


class CatalogueSource(Record):
    """Where a rule was read; without `url`, `document` names what to ask for."""

    id: Id
    title: Text
    url: Url | None = None
    document: Text | None = None


class Attributed(Record):
    """Any rule: its authority, and the ids of its sources."""

    authority: Authority
    sources: tuple[Id, ...] = ()
    note: Text | None = None


class Component(Attributed):
    """One thing that must be visible for the item to count.

    `looks_for` names the rule that can find it by itself; `only_for` the agency kinds
    it concerns (all when empty); `doubtful` is set where the program read it from a
    manual whose letters are damaged.
    """

    id: Id
    text: Text
    doubtful: Flag = False
    looks_for: Id | None = None
    only_for: tuple[Text, ...] = ()


class Ticked(Record):
    """Who compared a reading with the manual; `agency` where it was another one."""

    by: Text
    on: Date
    agency: Text | None = None

    @property
    def name(self) -> str:
        """Return the post, with its agency where it is another one."""
        return f"{self.by} ({self.agency})" if self.agency else self.by


class Item(Attributed):
    """One OIT item.

    `components_known` is true only where the whole list was read. `period` says which
    time the data must be of; `data_year` is that year minus the assessment year
    (0 or -1), none where unknown. `follows` are the items of the year before.
    `provisional` items are carried over from an earlier year, `ticked` ones have the
    list that an agency's person compared; no file says so, the loader does.
    """

    code: Code
    title: Text
    sub_indicator: Code
    aliases: tuple[Text, ...] = ()
    period: Text | None = None
    data_year: DataYear = None
    role: Role | None = None
    round: Round | None = None
    allows_phone_numbers: Flag = False
    components_known: Flag = False
    components: tuple[Component, ...] = ()
    follows: tuple[Ref, ...] = ()
    provisional: Flag = False
    ticked: Ticked | None = None

    @property
    def of_measures(self) -> bool:
        """Return whether the page shows the tables of the measures or their report."""
        return self.role in {Role.MEASURES, Role.REPORT}


class Question(Attributed):
    """A question of IIT or EIT; `wording` is absent where it is not known."""

    code: Code
    indicator: Code
    wording: Text | None = None
    aliases: tuple[Text, ...] = ()
    statements: tuple[Text, ...] = ()


class Instrument(Record):
    """IIT, EIT or OIT with its share of the total (per cent)."""

    code: Code
    title: Text
    weight: Score


class Indicator(Record):
    """One of the ten indicators."""

    code: Code
    instrument: Code
    title: Text
    aliases: tuple[Text, ...] = ()


class SubIndicator(Record):
    """A part of an OIT indicator (`9.1`)."""

    code: Code
    indicator: Code
    title: Text


class Topic(Attributed):
    """One of the topics that the measures follow."""

    number: Whole
    title: Text


class Level(Record):
    """A rating level, best first.

    A result has the first level whose `min_total` it reaches, with every instrument at
    `min_each` or more where that is given.
    """

    title: Text
    min_total: Score
    min_each: Score | None = None


class CalendarStep(Attributed):
    """A step of the assessment's calendar."""

    title: Text
    start: Date | None = None
    end: Date | None = None


class LevelRules(Attributed):
    """The rating levels with their authority."""

    levels: tuple[Level, ...]


class Catalogue(Record):
    """All rules of one fiscal year (พ.ศ.).

    `carried_from` is the year whose rules these are where this year has none of its own
    yet; no file says so, the loader does.
    """

    fiscal_year: FiscalYear
    carried_from: FiscalYear | None = None
    revision: Date
    title: Text
    note: Text | None = None
    pass_mark: Score = Decimal(85)
    sources: tuple[CatalogueSource, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    sub_indicators: tuple[SubIndicator, ...] = ()
    eit_parts: Flag = False
    questions: tuple[Question, ...] = ()
    items: tuple[Item, ...] = ()
    topics: tuple[Topic, ...] = ()
    ratings: LevelRules
    calendar: tuple[CalendarStep, ...] = ()

    def __hash__(self) -> int:
        """Return a hash of the year: one of all rules takes a millisecond each time."""
        return hash(self.fiscal_year)

    @property
    def list_year(self) -> int:
        """Return the year whose list of items the codes are of."""
        return self.carried_from or self.fiscal_year

    @property
    def provisional(self) -> bool:
        """Return whether the items are carried over from an earlier year."""
        return self.carried_from is not None


class LocalItem(Record):
    """An agency's own reading of one item of the manual.

    A `draft` was read by the program and counts for nothing until a person has
    `ticked` it; then its components are the whole list of the item.

    In a year that the program does not know, items with a `title` make the year's list;
    what they leave out of role, sub-indicator and period comes from the item they
    follow (`follows`, else the one with the same title).
    """

    code: Code
    title: Text | None = None
    sub_indicator: Code | None = None
    aliases: tuple[Text, ...] = ()
    period: Text | None = None
    data_year: DataYear = None
    role: Role | None = None
    round: Round | None = None
    follows: tuple[Ref, ...] = ()
    sources: tuple[Id, ...] = ()
    note: Text | None = None
    draft: Flag = False
    doubtful: Flag = False
    ticked: Ticked | None = None
    components_known: Flag = False
    components: tuple[Component, ...] = ()


class LocalCatalogue(Record):
    """`content/catalogue/<fy>.yml`: what an agency read in the official manual itself.

    Every component needs a source such as «คู่มือ … หน้า 41»; findings that rest on it
    say `local`. `items_known` is true where the items with titles are the whole list of
    a year that the program does not know; until then they change nothing.
    """

    fiscal_year: FiscalYear
    sources: tuple[CatalogueSource, ...] = ()
    sub_indicators: tuple[SubIndicator, ...] = ()
    items_known: Flag = False
    items: tuple[LocalItem, ...] = ()
    calendar: tuple[CalendarStep, ...] = ()
