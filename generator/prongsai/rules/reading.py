"""A manual read into an agency's own file, and what is to be said about that."""

from collections.abc import Iterator
from dataclasses import dataclass

from prongsai import messages
from prongsai.model.catalogue import Catalogue
from prongsai.rules.draft import MANUAL, Source, drafted
from prongsai.rules.items import ReadItem, read_items
from prongsai.rules.known import Difference, differences
from prongsai.rules.manual import Manual
from prongsai.rules.own_file import Own, path_of, with_reading
from prongsai.rules.pictures import can_read_pictures
from prongsai.rules.readers import read_manual
from prongsai.rules.schedule import read_steps
from prongsai.storage.limits import BadFileError


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read: the new bytes of the own file, and how it differs from before.

    `differences` is None where the year was not known.
    """

    manual: Manual
    items: tuple[ReadItem, ...]
    data: bytes
    kept: tuple[str, ...]
    differences: tuple[Difference, ...] | None


def read_into(
    own: Own,
    data: bytes,
    year: int,
    known: Catalogue | None,
    words: Source,
    *,
    ocr: bool = False,
) -> Reading:
    """Read a manual as a draft of the rules of `year` (พ.ศ.).

    `known` are the rules of the year without the agency's own; where they are carried
    over from an earlier year, they only lend their ids. With `ocr` pages that are
    pictures are read, too.

    Raises:
        BadFileError: it cannot be read, or holds no items.
    """
    manual = read_manual(words.file, data, ocr=ocr)
    items = read_items(manual)
    if not items:
        raise BadFileError("no-items", file=words.file)
    source = _unlike_others(own, words)
    tree = drafted(source, items, read_steps(manual, year), year, known)
    settled = set(own.settled)
    same_year = known is not None and known.carried_from is None
    return Reading(
        manual=manual,
        items=items,
        data=with_reading(own.data, tree),
        kept=tuple(item.code for item in items if item.code in settled),
        differences=differences(known, items) if same_year and known else None,
    )


def source_words(file: str, title: str, year: int, language: str) -> Source:
    """Return how findings name the manual."""
    return Source(
        title=title or messages.text("rules", "manual-title", language, year=year),
        file=file,
        page_words=messages.text("rules", "page", language),
    )


def _unlike_others(own: Own, words: Source) -> Source:
    """Give a second manual ids of its own."""
    sources = own.read.sources if own.read else ()
    number = 1
    name = MANUAL
    while any(
        source.id.partition("-p")[0] == name
        and words.file not in (source.document or "")
        for source in sources
    ):
        number += 1
        name = f"{MANUAL}{number}"
    return Source(
        title=words.title, file=words.file, page_words=words.page_words, name=name
    )


def report(reading: Reading, year: int, page: str, language: str) -> Iterator[str]:
    """Yield what was read, what is doubtful, what differs, and what to do next."""

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
    if reading.kept:
        yield say("read-kept", codes=" ".join(reading.kept))
    if reading.differences is not None:
        key = "differs" if reading.differences else "same"
        yield say(key, year=year, count=len(reading.differences))
        for one in reading.differences:
            yield "  " + say(
                f"differs-{one.kind}", code=one.code, known=one.known, read=one.read
            )
    key = "read-more" if reading.kept else "read-next"
    yield say(key, page=page, year=year)
