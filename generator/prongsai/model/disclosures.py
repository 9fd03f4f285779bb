"""`disclosures.yml`: what the agency discloses for each OIT item of the year."""

from enum import StrEnum

from prongsai.model.fields import (
    Code,
    Date,
    FilePath,
    FiscalYear,
    Flag,
    Id,
    Record,
    Score,
    Text,
    Url,
)


class Visibility(StrEnum):
    """`internal` items are in reports only, never in the site."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Show(StrEnum):
    """How a document is on the page of its item, next to the link to it."""

    TABLE = "table"


class Evidence(Record):
    """A file below `files/`, or an address on the agency's main website.

    `date` is the document's own date, `year` the fiscal year it is about;
    `personal_data` the reason why personal data in it may be published.

    A spreadsheet or CSV with `show: table` is on the page itself: of its `sheet` (the
    first that has a table) the `columns` by their headings (all), under a `caption`
    (the title), with the `unit` of its figures.
    """

    id: Id
    title: Text
    file: FilePath | None = None
    url: Url | None = None
    date: Date | None = None
    year: FiscalYear | None = None
    description: Text | None = None
    personal_data: Text | None = None
    show: Show | None = None
    sheet: Text | None = None
    columns: tuple[Text, ...] = ()
    caption: Text | None = None
    unit: Text | None = None


class Confirmed(Record):
    """A named post looked at it on a day; `of` is the hash of what was seen."""

    by: Text
    on: Date
    of: Text


class ComponentDisclosure(Record):
    """How one component of the catalogue is met: by evidence, by words, or both."""

    id: Id
    text: Text | None = None
    evidence: tuple[Id, ...] = ()
    confirmed: Confirmed | None = None


class Assessor(Record):
    """The explanation round: the assessor's score and comment, our reply (internal)."""

    score: Score | None = None
    comment: Text | None = None
    reply: Text | None = None
    deadline: Date | None = None


class Disclosure(Record):
    """One OIT item. `owner` (a unit's id), `due` and `assessor` are internal.

    `to_renew` names documents of last year that this year's must replace, internal too.
    """

    code: Code
    owner: Id | None = None
    due: Date | None = None
    updated: Date | None = None
    explanation: Text | None = None
    visibility: Visibility = Visibility.PUBLIC
    evidence: tuple[Evidence, ...] = ()
    components: tuple[ComponentDisclosure, ...] = ()
    confirmed: Confirmed | None = None
    assessor: Assessor | None = None
    to_renew: tuple[Text, ...] = ()

    @property
    def public(self) -> bool:
        """Whether the site may show it."""
        return self.visibility is Visibility.PUBLIC


class Unsettled(Record):
    """What was entered under an earlier list and has no sure place in the year's own.

    The code is that of the earlier list; `may_be` are items of the year to choose from,
    `given_up` tells that a person found none.
    """

    title: Text
    may_be: tuple[Code, ...] = ()
    given_up: Flag = False
    was: Disclosure

    @property
    def only_answers(self) -> bool:
        """Return whether the item moved, and only answers to components wait."""
        was = self.was
        answers = Disclosure(code=was.code, components=was.components)
        return bool(was.components) and was == answers


class Disclosures(Record):
    """The year's disclosures; what is not here is not shown.

    `codes_of` is the year whose list of items the codes are of, where that is not the
    year itself: it began before its own list came. `unsettled` is never shown.
    """

    codes_of: FiscalYear | None = None
    items: tuple[Disclosure, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()
