"""Manuals read into an agency's own file, and what is reported about that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from prongsai import messages
from prongsai.model.catalogue import Catalogue
from prongsai.rules.draft import MANUAL, Source, drafted
from prongsai.rules.items import ReadItem, read_items
from prongsai.rules.known import Difference, differences
from prongsai.rules.manual import Manual
from prongsai.rules.own_file import Own, path_of, read_own, with_reading
from prongsai.rules.pictures import can_read_pictures
from prongsai.rules.readers import read_manual
from prongsai.rules.schedule import read_steps
from prongsai.storage.limits import BadFileError


class BadManualsError(Exception):
    """Some manuals cannot be read, so none was; `wrong` names each with the reason."""

    def __init__(self, wrong: Sequence[tuple[str, BadFileError]]) -> None:
        """Keep what is to be said."""
        super().__init__(wrong)
        self.wrong = wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One manual that was read, and how the own file names it."""

    source: Source
    manual: Manual
    items: tuple[ReadItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """Manuals that were read together: the own file with them, and what they differ in.

    `kept` are the items that a person wrote or ticked before. `differences` is None
    where the year was not known.
    """

    own: Own
    manuals: tuple[Reading, ...]
    kept: tuple[str, ...]
    differences: tuple[Difference, ...] | None


def read_together(
    own: Own,
    files: Sequence[tuple[Source, bytes]],
    year: int,
    known: Catalogue | None,
    *,
    ocr: bool = False,
) -> Readings:
    """Read manuals as one draft of the rules of `year` (พ.ศ.): all of them, or none.

    An item that several have is as the last of them has it. `known` are the rules of
    the year without the agency's own; where they are carried over from an earlier year,
    they only lend their ids. With `ocr` pages that are pictures are read, too.

    Raises:
        BadManualsError: some cannot be read, or hold no items.
    """
    read = _read(files, ocr=ocr)
    settled = own.settled
    manuals: list[Reading] = []
    for one in read:
        source = _unlike_others(own, one.source)
        steps = read_steps(one.manual, year)
        data = with_reading(own.data, drafted(source, one.items, steps, year, known))
        own = Own(data=data, read=read_own(data, path_of(year)))
        manuals.append(replace(one, source=source))
    items = {item.code: item for one in manuals for item in one.items}
    same_year = known is not None and known.carried_from is None
    return Readings(
        own=own,
        manuals=tuple(manuals),
        kept=tuple(code for code in items if code in settled),
        differences=(
            differences(known, tuple(items.values())) if same_year and known else None
        ),
    )


def _read(files: Sequence[tuple[Source, bytes]], *, ocr: bool) -> list[Reading]:
    read: list[Reading] = []
    wrong: list[tuple[str, BadFileError]] = []
    for words, data in files:
        try:
            manual = read_manual(words.file, data, ocr=ocr)
            items = read_items(manual)
            if not items:
                raise BadFileError("no-items", file=words.file)  # noqa: TRY301 - reported with the others
        except BadFileError as error:
            wrong.append((words.file, error))
        else:
            read.append(Reading(source=words, manual=manual, items=items))
    if wrong:
        raise BadManualsError(wrong)
    return read


def source_words(file: str, title: str, year: int, language: str) -> Source:
    """Return how findings name the manual."""
    return Source(
        title=title or messages.text("rules", "manual-title", language, year=year),
        file=file,
        page_words=messages.text("rules", "page", language),
    )


def _unlike_others(own: Own, words: Source) -> Source:
    """Give a second manual ids of its own."""
    others = {
        source.id.partition("-p")[0]
        for source in (own.read.sources if own.read else ())
        if not words.is_of(source.document or "")
    }
    names = (f"{MANUAL}{number}" for number in range(2, len(others) + 3))
    name = next(one for one in (MANUAL, *names) if one not in others)
    return replace(words, name=name)


def report(readings: Readings, year: int, page: str, language: str) -> Iterator[str]:
    """Yield what was read, what is doubtful, what differs, and what to do next."""

    def say(key: str, /, **facts: object) -> str:
        return messages.text("rules", key, language, **facts)

    for one in readings.manuals:
        yield from _of_manual(one, year, language)
    if readings.kept:
        yield say("read-kept", codes=" ".join(readings.kept))
    if readings.differences is not None:
        key = "differs" if readings.differences else "same"
        yield say(key, year=year, count=len(readings.differences))
        for found in readings.differences:
            yield "  " + say(
                f"differs-{found.kind}",
                code=found.code,
                known=found.known,
                read=found.read,
            )
    key = "read-more" if readings.kept else "read-next"
    yield say(key, page=page, year=year)


def _of_manual(reading: Reading, year: int, language: str) -> Iterator[str]:
    def say(key: str, /, **facts: object) -> str:
        return messages.text("rules", key, language, **facts)

    items, manual = reading.items, reading.manual
    components = [one for item in items for one in item.components]
    yield say(
        "read",
        items=len(items),
        components=len(components),
        file=manual.name,
        path=path_of(year),
    )
    if manual.pictured:
        pages = ", ".join(map(str, manual.pictured))
        yield say("pictured-pages", count=len(manual.pictured), pages=pages)
    if manual.blank:
        pages = ", ".join(map(str, manual.blank))
        yield say("blank-pages", count=len(manual.blank), pages=pages)
        if can_read_pictures():
            yield say("ocr-offered")
    doubtful = sum(one.doubtful for one in components)
    doubtful += sum(item.doubtful for item in items)
    if doubtful:
        yield say("read-doubtful", count=doubtful)
