"""Documents that came, changed or went: the first page of each, before and after."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.checks._personal_text import masked
from prongsai.comparing.called import Called
from prongsai.comparing.difference import Difference
from prongsai.comparing.first_pages import FirstPages
from prongsai.storage.content_folder import Attachment
from prongsai.storage.content_walk import slug_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """A file that came, changed or went: its first pages as `data:` addresses.

    A side without a picture is empty; `was` and `now` report whether it is there,
    `begins` how the first page of each side begins.
    """

    title: str
    name: str
    was: bool
    now: bool
    before: str
    after: str
    pages: tuple[int | None, int | None]
    begins: tuple[str, str] = ("", "")


def pictured(
    own: Difference, reader: FirstPages, called: Called, slug: str
) -> Iterator[Pictured]:
    """Yield the files of an agency whose bytes changed, by path."""
    before, now = own.base.sources.attachments, own.head.sources.attachments
    for path in sorted({*before, *now}):
        old, new = before.get(path), now.get(path)
        same = old and new and old.sha256 == new.sha256
        unknown = own.base.cannot_read(path) or own.head.cannot_read(path)
        if slug_of(path) != slug or same or unknown:
            continue
        name = path.split("/", 5)[-1]
        yield Pictured(
            title=called.files.get(path, name),
            name=name,
            was=old is not None,
            now=new is not None,
            before=_picture(reader, path, old),
            after=_picture(reader, path, new),
            pages=(_pages(old), _pages(new)),
            begins=(_begins(reader, path, old), _begins(reader, path, new)),
        )


def _picture(reader: FirstPages, path: str, file: Attachment | None) -> str:
    data = reader.first_page(path, file.sha256) if file else None
    coded = base64.b64encode(data).decode() if data else ""
    return f"data:image/png;base64,{coded}" if coded else ""


def _begins(reader: FirstPages, path: str, file: Attachment | None) -> str:
    return masked(reader.first_words(path, file.sha256)) if file else ""


def _pages(file: Attachment | None) -> int | None:
    return file.facts.pages if file and file.facts else None
