"""What the preview shows now: pages from memory or of the built site, and mistakes."""

import datetime
import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from prongsai.findings import Finding, has_errors
from prongsai.preview.live import Live
from prongsai.preview.rebuilding import Rebuilt
from prongsai.reports.short import as_text
from prongsai.site.kept_pages import kept_lines
from prongsai.storage.content_walk import agency_folders, slug_of


@dataclass(slots=True, kw_only=True)
class Preview:
    """The state of a preview.

    Attributes:
        root: the project.
        language: that of the report.
        report: what forbids to publish, laid over the pages; empty where nothing does.
        change: how many changes there were.
    """

    root: Path
    language: str
    report: str = ""
    change: int = 0
    live: Live = field(init=False)

    def __post_init__(self) -> None:
        """Begin with the site as it was built last."""
        self.live = Live(root=self.root)

    def changed(self, paths: Iterable[str], today: datetime.date) -> None:
        """Show what changed at once, if it is in the files of agencies only.

        What cannot be read is left to the build, which says so.

        Args:
            paths: the changed files, from the project root.
            today: the day of the checks.
        """
        self.change += 1
        slugs = {slug_of(path) for path in paths}
        if "" in slugs or not (self.root / "build" / "nav.yml").is_file():
            self.live.forget()
            return
        findings: list[Finding] = []
        try:
            for slug in sorted(slugs):
                findings += self.live.renew(slug, today, self.change)
        except OSError:
            self.live.forget()
            return
        wrong = has_errors(findings)
        self.report = "\n".join(as_text(findings, self.language)) if wrong else ""

    def built(self, built: Rebuilt | None, change: int) -> None:
        """Take over a build that began after a change; None where it had no reason."""
        kept = frozenset(one.slug for one in built.kept) if built else frozenset()
        if built is None or built.pages:
            self.live.built(change, kept)
        if built is not None and built.refused:
            self.report = built.refused
        elif built is not None and change == self.change:
            lines = (
                *as_text(built.findings, self.language),
                *kept_lines(built.kept, self.language),
            )
            self.report = "\n".join(lines) if kept or not built.pages else ""

    def warm_up(self, today: datetime.date) -> None:
        """Prepare for the first change, once there is a site."""
        with suppress(OSError):
            slugs = agency_folders(self.root)
            if slugs and (self.root / "build" / "nav.yml").is_file():
                self.live.warm_up(slugs[0], today)

    def page(self, address: str) -> bytes | None:
        """Return the page at an address (`slug/2568/`), None where there is none."""
        live = self.live.page(address)
        if live is not None:
            return live
        site = (self.root / "build" / "site").resolve()
        path = (site / address / "index.html").resolve()
        inside = path.is_relative_to(site) and path.is_file()
        return path.read_bytes() if inside else None

    def state(self, address: str) -> bytes:
        """Return what an open page asks for: whether it is as it was, what is wrong."""
        page = self.page(address)
        version = hashlib.sha256(page).hexdigest()[:16] if page else ""
        return json.dumps({"version": version, "report": self.report}).encode()
