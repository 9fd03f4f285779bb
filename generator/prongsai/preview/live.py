"""Pages of agencies that changed since the site was built, made from memory.

They are the same bytes as the next build makes, as long as the navigation stays.
"""

import datetime
import threading
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from prongsai.checking.chapter import look_into
from prongsai.checking.project import with_site
from prongsai.checking.rerun import Rerun
from prongsai.findings import Finding, has_errors, worst_first
from prongsai.paper.current import offer
from prongsai.site.frame import Frames
from prongsai.site.page_types import Plan, lay_out_agency
from prongsai.site.swap import BUILD
from prongsai.storage.content_folder import (
    Sources,
    read_agency,
    read_site,
    with_facts,
    with_small,
)
from prongsai.storage.content_walk import agencies_with_years, agency_folders
from prongsai.storage.papers import read_printed


@dataclass(kw_only=True)
class Shown:
    """What an agency's files came to: all that its pages show, made when asked for.

    `change` counts the changes of the preview, this one included.
    """

    slug: str
    plan: Plan
    change: int
    made: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Return the files that the program makes, by address."""
        return {one.address: one.data for one in self.plan.made}

    @cached_property
    def copies(self) -> dict[str, str]:
        """Return the paths of attachments by their address."""
        return {one.address: one.source for one in self.plan.copies}


@dataclass(slots=True, kw_only=True)
class Live:
    """The agencies of a project whose pages are newer than the built site."""

    root: Path
    _frames: Frames = field(init=False)
    _shown: dict[str, Shown] = field(default_factory=dict)
    _read: dict[str, Sources] = field(default_factory=dict)
    _rerun: dict[str, Rerun] = field(default_factory=dict)
    _alone: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Begin with no agency."""
        self._frames = Frames(root=self.root)

    def renew(
        self, slug: str, today: datetime.date, change: int
    ) -> tuple[Finding, ...]:
        """Check an agency as its files are now, and show it if it has no error.

        Returns:
            What is wrong with it, worst first.
        """
        sources = self._sources(slug)
        run = self._rerun.setdefault(slug, Rerun())
        looked = look_into(sources, slug, today, run)
        findings = worst_first((*looked.wrong, *looked.found))
        content = looked.content
        if content is None or looked.facts is None:
            return findings
        if not has_errors(findings):
            papers = offer(content, read_printed(self.root))
            count = agencies_with_years(self.root, agency_folders(self.root))
            plan = lay_out_agency(content, papers.pages, count)
            self._shown[slug] = Shown(slug=slug, plan=plan, change=change)
        return findings

    def _sources(self, slug: str) -> Sources:
        """Read an agency's files; what is in an attachment is not looked up again."""
        of_site = read_site(self.root)
        read = with_site(read_agency(self.root, slug), of_site)
        before = self._read.get(slug)
        known = before.attachments if before else None
        self._read[slug] = with_small(
            self.root, with_facts(self.root, read, known=known)
        )
        return self._read[slug]

    def warm_up(self, slug: str, today: datetime.date) -> None:
        """Read one agency and make a page, so that the first change is as quick."""
        self.renew(slug, today, 0)
        shown = self._shown.pop(slug, None)
        if shown is not None and shown.plan.pages:
            with self._alone:
                self._made(shown.plan, shown.plan.pages[0].address)

    def forget(self) -> None:
        """Show the built site only: something that all pages depend on has changed."""
        self._shown.clear()
        self._frames = Frames(root=self.root)

    def built(self, change: int, kept: frozenset[str]) -> None:
        """Leave the pages to a site that was built after a change, but for the kept."""
        self._shown = {
            slug: one
            for slug, one in self._shown.items()
            if one.change > change or slug in kept
        }

    def page(self, address: str) -> bytes | None:
        """Return the page at an address, None where the built site has it."""
        for shown in list(self._shown.values()):
            for page in shown.plan.pages:
                if page.address == address and page.agency is not None:
                    with self._alone:
                        if address not in shown.made:
                            shown.made[address] = self._made(shown.plan, address)
                        return shown.made[address]
        return None

    def _made(self, plan: Plan, address: str) -> bytes:
        page = next(one for one in plan.pages if one.address == address)
        nav = (self.root / BUILD / "nav.yml").read_bytes()
        return self._frames.page(plan, page, nav, pictured=True).encode()

    def addresses(self) -> frozenset[str]:
        """Return the addresses of the files that are newer than the built site."""
        shown = self._shown.values()
        return frozenset(name for one in shown for name in (*one.files, *one.copies))

    def file(self, address: str) -> bytes | None:
        """Return a file of an agency by its address, None where it is as built."""
        for shown in list(self._shown.values()):
            if address in shown.files:
                return shown.files[address]
            if address in shown.copies:
                return (self.root / shown.copies[address]).read_bytes()
        return None
