"""A person compared items with the manual: from then on their lists count."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prongsai import messages
from prongsai.loading.provisional import may_be_whole, placed
from prongsai.model.catalogue import Catalogue, LocalCatalogue, LocalItem, Ticked
from prongsai.rules.own_file import read_own, with_ticks
from prongsai.rules.review import pages_of
from prongsai.thai.digits import to_arabic

Line = tuple[str, dict[str, object]]


class CannotTickError(Exception):
    """Nothing was ticked; `lines` are keys of `messages/rules.yml` with their facts."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Keep what is to be said."""
        super().__init__(lines)
        self.lines = lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticking:
    """The new bytes of the own file, and how many items are ticked now.

    `waiting` are those of `codes` that the draft of the year has no place for: they
    count when the list is whole. `part` is true where all that was read is ticked but
    cannot be the whole list of the year.
    """

    data: bytes
    codes: tuple[str, ...]
    waiting: tuple[str, ...]
    part: bool
    done: int
    all: int


def tick(  # noqa: PLR0913 - what is ticked, by whom, and in which list
    data: bytes,
    own: LocalCatalogue,
    rules: Catalogue | None,
    codes: Sequence[str],
    by: str,
    on: datetime.date,
    *,
    doubts_seen: bool = False,
) -> Ticking:
    """Tick items of a draft as compared by the post `by`.

    `rules` are those of the year without the agency's own. The list of a year that the
    program does not know is whole when no draft is left.

    Raises:
        CannotTickError: no post is named, an item is not in the draft, not one of a
            year that is known, or has no component, or a doubtful line was not looked
            at. Nothing is ticked then.
    """
    wanted = tuple(dict.fromkeys(to_arabic(code).upper() for code in codes))
    lines = list(_mistakes(own, rules, wanted, by, doubts_seen=doubts_seen))
    if lines:
        raise CannotTickError(lines)
    settled = {item.code for item in own.items if not item.draft} | set(wanted)
    every = all(item.code in settled and item.title for item in own.items)
    codes = [item.code for item in own.items]
    whole = every and (rules is None or may_be_whole(codes, rules))
    ticked = Ticked(by=by, on=on)
    new = with_ticks(data, own, wanted, ticked, whole=whole)
    return Ticking(
        data=new,
        codes=wanted,
        waiting=() if whole else tuple(_waiting(new, rules, wanted)),
        part=every and not whole and rules is not None and rules.provisional,
        done=len(settled),
        all=len(own.items),
    )


def _waiting(
    data: bytes, rules: Catalogue | None, wanted: Sequence[str]
) -> Iterator[str]:
    own = read_own(data, "")
    if own is None or rules is None or not rules.provisional:
        return
    there = {item.code for item in placed(rules, own).values()}
    yield from (code for code in wanted if code not in there)


def _mistakes(
    own: LocalCatalogue,
    rules: Catalogue | None,
    wanted: Sequence[str],
    by: str,
    *,
    doubts_seen: bool,
) -> Iterator[Line]:
    if not by:
        yield "not-a-post", {}
    items = {item.code: item for item in own.items}
    unknown = [code for code in wanted if code not in items]
    if unknown:
        facts: dict[str, object] = {"codes": " ".join(unknown)}
        facts |= {"known": " ".join(items), "year": own.fiscal_year}
        yield "no-item", facts
    known = [items[code] for code in wanted if code in items]
    if rules is not None and not rules.provisional:
        of_year = [item.code for item in rules.items]
        others = [item.code for item in known if item.code not in of_year]
        if others:
            facts = {"codes": " ".join(others), "year": own.fiscal_year}
            yield "not-in-year", facts | {"last": of_year[-1]}
    bare = [item.code for item in known if not item.components]
    if bare:
        yield "no-components", {"codes": " ".join(bare)}
    if not doubts_seen:
        for item in known:
            yield from _doubts(item)


def _doubts(item: LocalItem) -> Iterator[Line]:
    texts = [one.text for one in item.components if one.doubtful]
    if item.doubtful:
        texts.insert(0, item.title or "")
    if texts:
        pages = ", ".join(map(str, pages_of(item)))
        yield "doubts", {"code": item.code, "count": len(texts), "pages": pages}
        for text in texts:
            yield "doubt-line", {"text": text}


def report(ticking: Ticking, by: str, language: str) -> Iterator[str]:
    """Yield what was ticked, and how far the year is."""
    codes = " ".join(ticking.codes)
    yield messages.text("rules", "ticked", language, by=by, codes=codes)
    if ticking.waiting:
        codes = " ".join(ticking.waiting)
        yield messages.text("rules", "ticked-waiting", language, codes=codes)
    yield messages.text("rules", "left", language, done=ticking.done, all=ticking.all)
    if ticking.part:
        yield messages.text("rules", "only-part", language, all=ticking.all)
