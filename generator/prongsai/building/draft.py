"""From the files of one agency to the Markdown of its pages, and the facts of them."""

import dataclasses
import datetime
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from prongsai.building.facts import Brief, Facts, facts_of
from prongsai.building.kept import hash_of, is_intact, keep, read_kept
from prongsai.checking.chapter import Chapter, chapter_of, check_chapter, look_into
from prongsai.checking.kept import keep_chapter, kept_chapter, key_of
from prongsai.checking.project import with_site
from prongsai.findings import has_errors
from prongsai.last_build import versions
from prongsai.loading.content import Content
from prongsai.pages.search import TOGETHER
from prongsai.paper.current import offer
from prongsai.paper.link_pictures import link_pictures
from prongsai.site.page_types import Plan, lay_out_agency
from prongsai.site.render import Rendered, render
from prongsai.site.search_index import SearchEntry
from prongsai.site.search_indices import own_index
from prongsai.site.staging import DOCS, ChangedError, copy_checked
from prongsai.site.swap import BUILD, NEXT
from prongsai.site.templates import template_cache
from prongsai.storage.attachments.read import reader
from prongsai.storage.content_folder import (
    Sources,
    read_agency,
    with_facts,
    with_small,
)
from prongsai.storage.last_good import good_file, has_good, read_good, saved_good
from prongsai.storage.papers import Printed
from prongsai.storage.program import program_hash
from prongsai.storage.write import Scratch

FACTS = "facts"
CACHE = f"{BUILD}/cache"


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is the same for all agencies of a site.

    Attributes:
        site: the files that are no agency's, as far as agencies rest on them.
        count: how many agencies have a year.
        papers: those that were printed.
        only: the one agency to make anew.
    """

    root: Path
    site: Sources
    today: datetime.date
    count: int
    papers: Mapping[str, Printed]
    only: str | None = None

    @property
    def staged(self) -> Scratch:
        """Return the next build."""
        return Scratch(self.root / BUILD / NEXT)

    def printed(self, slug: str) -> Mapping[str, Printed]:
        """Return the papers of an agency."""
        return {
            path: one
            for path, one in self.papers.items()
            if path.partition("/")[0] == slug
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The agency that is to be drafted.

    Attributes:
        slug: the name of its folder.
        recorded: the addresses below it that were published before.
    """

    slug: str
    recorded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One agency, checked, and its pages as Markdown.

    Attributes:
        of: the hash of its files.
        brief: None where its files have an error: then it has no pages.
        kept: whether the sources of its pages are those of the last build.
        changed: a file that is not any more what was checked, empty where all are.
        waits: whether its pages were not written, for another agency was asked for.
    """

    of: str
    checked: Chapter
    brief: Brief | None = None
    kept: bool = False
    changed: str = ""
    waits: bool = False


def draft(around: Around, asked: Asked) -> Draft:
    """Check one agency and write the sources of its pages into the next build.

    What the last build wrote is used again if it would be the same.
    """
    slug = asked.slug
    read = read_agency(around.root, slug)
    sources = with_site(read, around.site)
    check_key, key = key_of(sources, around.today), _key(around, sources, slug)
    checked = kept_chapter(around.root, slug, check_key)
    if around.only not in {None, slug} and has_good(around.root, slug):
        checked = checked or check_chapter(_opened(around, sources), slug, around.today)
        return Draft(of=read.fingerprint, checked=checked, waits=True)
    facts = _kept(around, slug, key) if checked is None or _is_sound(checked) else None
    kept = facts is not None
    if checked is None or (facts is None and _is_sound(checked)):
        whole = with_small(around.root, _opened(around, sources))
        looked = look_into(whole, slug, around.today)
        checked = chapter_of(looked, slug, around.today)
        if whole.findings == sources.findings:  # no file has changed meanwhile
            keep_chapter(around.root, checked, check_key)
        if facts is None and looked.content is not None and _is_sound(checked):
            try:
                facts = _written(around, looked.content, slug, key)
            except ChangedError as error:
                changed = str(error)
                return Draft(of=read.fingerprint, checked=checked, changed=changed)
    if facts is not None and _is_sound(checked):
        if not (kept and has_good(around.root, slug)):
            good = saved_good(read, slug, around.today)
            around.staged.put(good_file(slug), good)
        brief = facts.brief(asked.recorded)
        return Draft(of=read.fingerprint, checked=checked, brief=brief, kept=kept)
    return Draft(of=read.fingerprint, checked=checked)


def _opened(around: Around, sources: Sources) -> Sources:
    """Return sources with what is in their attachments."""
    return with_facts(around.root, sources, known=around.site.attachments)


def draft_again(around: Around, asked: Asked) -> Draft:
    """Do the same with the last good content of an agency, which there is."""
    slug = asked.slug
    good = read_good(around.root, slug)
    texts, files = (good.texts, good.attachments) if good else ({}, {})
    read = Sources(texts=texts, attachments=files)
    sources = with_site(read, around.site)
    key = _key(around, sources, slug)
    looked = look_into(sources, slug, around.today)
    checked = chapter_of(looked, slug, around.today)
    if looked.content is None or not _is_sound(checked):
        return Draft(of=read.fingerprint, checked=checked)
    around.staged.twin(around.root / good_file(slug), good_file(slug))
    facts = _kept(around, slug, key)
    kept = facts is not None
    try:
        facts = facts or _written(around, looked.content, slug, key)
    except ChangedError as error:
        return Draft(of=read.fingerprint, checked=checked, changed=str(error))
    brief = facts.brief(asked.recorded)
    return Draft(of=read.fingerprint, checked=checked, brief=brief, kept=kept)


def _is_sound(checked: Chapter) -> bool:
    return not has_errors((*checked.wrong, *checked.found))


def _key(around: Around, sources: Sources, slug: str) -> str:
    """Return the hash of all that the pages of an agency are made from.

    No page depends on the day.
    """
    return hash_of(
        program_hash(),
        str(reader()),
        *versions(),
        str(min(around.count, TOGETHER + 1)),
        sources.fingerprint,
        *map(repr, sources.findings),
        *map(repr, around.printed(slug).values()),
    )


def _kept(around: Around, slug: str, key: str) -> Facts | None:
    """Return the facts of the last build, if the sources of its pages are there."""
    facts = read_kept(around.root, slug, FACTS, Facts)
    if facts is None or facts.key != key:
        return None
    return facts if is_intact(around.root, DOCS, slug, facts.docs) else None


def is_kept(around: Around, read: Sources, slug: str) -> bool:
    """Return whether the sources of an agency's pages are those of the last build."""
    key = _key(around, with_site(read, around.site), slug)
    return _kept(around, slug, key) is not None


def _written(around: Around, content: Content, slug: str, key: str) -> Facts:
    """Write the sources of all pages of an agency.

    Raises:
        ChangedError: a file is not any more what was checked.
    """
    offered = offer(content, around.printed(slug))
    plan = lay_out_agency(content, offered.pages, around.count)
    staged, docs, rows = around.staged, dict[str, str](), list[SearchEntry]()
    for file in _files(around, plan, rows):
        staged.put(f"{DOCS}/{file.path}", file.data)
        docs[file.path] = hashlib.sha256(file.data).hexdigest()
    for copy in plan.copies:
        copy_checked(around.root, staged, copy)
        docs[copy.address] = copy.sha256
    facts = facts_of(plan, key, slug, rows, offered.findings, docs)
    keep(staged, slug, FACTS, facts)
    return facts


def _files(around: Around, plan: Plan, rows: list[SearchEntry]) -> Iterator[Rendered]:
    """Yield every file that the program makes; fill `rows` for the search."""
    cache = around.root / CACHE
    pictures = link_pictures(plan.context, plan.pages, cache / "link-pictures")
    for file in render(plan, template_cache(cache / "templates"), pictures):
        rows += file.rows
        yield dataclasses.replace(file, rows=())
    for agency in plan.context.agencies:
        for path, data in own_index(plan.context, agency, rows):
            yield Rendered(path=path, data=data)
