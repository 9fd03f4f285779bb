"""What the desk knows and does: it reads, checks, changes, and takes back."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checking import Checked, check_with
from prongsai.checking.rerun import Rerun
from prongsai.desk.changes import Act, edited
from prongsai.desk.editing import PATH as EDITING
from prongsai.desk.editing import WORKER, Editors
from prongsai.desk.folder import Folder, Received, Written
from prongsai.desk.last_changes import PATH as LAST
from prongsai.desk.last_changes import LastChange, last_changes, noted
from prongsai.desk.steps import (
    PATH,
    Step,
    Undone,
    hash_of,
    made,
    read_steps,
    written_steps,
)
from prongsai.findings import Finding
from prongsai.loading.content import AgencyContent, Content, Year
from prongsai.storage.content_folder import Sources
from prongsai.storage.content_walk import CONTENT
from prongsai.yaml.reader import read_yaml


class NotThereError(Exception):
    """No such agency, year or item."""


class UnreadError(Exception):
    """What the agency is cannot be read: its file has a mistake."""


class NothingToUndoError(Exception):
    """There is no step, or its files were changed by somebody else since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One agency as it is now, with everything that is wrong."""

    content: Content
    agency: AgencyContent
    findings: tuple[Finding, ...]
    sources: Sources
    today: datetime.date

    def year(self, number: int) -> AssessedYear:
        """Return a year of the agency; one without any data is empty.

        Raises:
            NotThereError: it has no such year.
        """
        year = self.agency.year(number)
        if year is None:
            raise NotThereError
        return self.assessed(year)

    def assessed(self, year: Year) -> AssessedYear:
        """Return a year as the rules see it."""
        return AssessedYear(
            content=self.content, agency=self.agency, year=year, today=self.today
        )


class Desk:
    """A desk over one folder.

    Args:
        folder: where everything is.
        clock: returns the time now, of the agency.
        language: that of its words.
        computer: where it runs, for others who work on the same folder.
        alone: one person works here, under whatever post.
    """

    def __init__(
        self,
        folder: Folder,
        clock: Callable[[], datetime.datetime],
        language: str,
        computer: str = "",
        *,
        alone: bool = False,
    ) -> None:
        """Begin with nothing read."""
        self.folder, self.clock, self.language = folder, clock, language
        self.editors = Editors(
            folder=folder, clock=clock, computer=computer, alone=alone
        )
        self.before_change: Callable[[datetime.date], None] = lambda _: None
        self._checked: dict[str, tuple[Sources, datetime.date, Checked]] = {}
        self._rerun: dict[str, Rerun] = {}

    def agencies(self) -> Mapping[str, str]:
        """Return the name of each agency by its slug, as far as it can be read."""
        texts = self.folder.read().texts
        found: dict[str, str] = {}
        for path, data in sorted(texts.items()):
            parts = path.split("/")
            if parts[1:2] == ["agencies"] and len(parts) > 3:
                found.setdefault(parts[2], parts[2])
                if parts[3:] == ["agency.yml"]:
                    found[parts[2]] = _name(data) or parts[2]
        return found

    def look(self, slug: str) -> Look:
        """Read and check one agency.

        Raises:
            NotThereError: there is none of that slug.
            UnreadError: there is, and its file cannot be read.
        """
        checked = self._check(slug)
        content = checked.content
        agencies = content.agencies if content else ()
        agency = next((one for one in agencies if one.slug == slug), None)
        if content is None or agency is None:
            known = slug in self.agencies()
            raise UnreadError if known else NotThereError
        return Look(
            content=content,
            agency=agency,
            findings=checked.findings,
            sources=self._checked[slug][0],
            today=self.clock().date(),
        )

    def _check(self, slug: str) -> Checked:
        """Check one agency, if anything changed."""
        read, today = self.folder.read(), self.clock().date()
        known = self._checked.get(slug)
        if known is None or known[0] is not read or known[1] != today:
            run = self._rerun.setdefault(slug, Rerun())
            checked = check_with(run, of_agency(read, slug), today)
            known = self._checked[slug] = (read, today, checked)
        return known[2]

    def change(
        self,
        what: str,
        item: tuple[str, int, str],
        act: Act,
        files: Mapping[str, Received] | None = None,
    ) -> None:
        """Change one item, as one step that can be taken back.

        Args:
            what: the step in words.
            item: slug, year and code.
            act: what becomes of the item.
            files: what was received, by the paths that it gets.

        Raises:
            BrokenError: the year's file cannot be read.
            EditError: the file cannot be edited so that it says this.
            ClashError: somebody else changed the same fields.
        """
        slug, year, code = item
        path = f"{CONTENT}/agencies/{slug}/{year}/disclosures.yml"
        with self.folder.alone():
            before = self.folder.file(path)
            self._write(what, {path: edited(before, path, code, act), **(files or {})})

    def rewrite(self, what: str, path: str, make: Callable[[bytes], bytes]) -> None:
        """Change one file by a function of its bytes, as one step."""
        with self.folder.alone():
            self._write(what, {path: make(self.folder.file(path) or b"")})

    def step(self, what: str, files: Mapping[str, Written]) -> None:
        """Write files, as one step that can be taken back."""
        with self.folder.alone():
            self._write(what, files)

    def _write(self, what: str, files: Mapping[str, Written]) -> None:
        """Write what differs, and the step that takes it back."""
        before = {path: self.folder.file(path) for path in files}
        changed = {path: new for path, new in files.items() if new != before[path]}
        if not changed:
            return
        step = Step(
            at=self.clock().isoformat(timespec="seconds"),
            what=what,
            files=tuple(
                _undone(path, before[path], new) for path, new in changed.items()
            ),
        )
        steps = (*read_steps(self.folder.file(PATH)), step)
        self.before_change(self.clock().date())
        self.folder.write(
            {
                **changed,
                PATH: written_steps(steps),
                EDITING: self.editors.after(changed),
                LAST: self._noted(before, changed),
            }
        )

    def steps(self) -> tuple[Step, ...]:
        """Return the steps that can be taken back, the last one last."""
        return read_steps(self.folder.file(PATH))

    def undo(self) -> Step:
        """Take the last step back.

        Raises:
            NothingToUndoError: there is none, or others changed its files since.
        """
        with self.folder.alone():
            steps = self.steps()
            if not steps or not all(map(self._as_left, steps[-1].files)):
                raise NothingToUndoError
            old: dict[str, Written] = {
                one.path: one.bytes_before() for one in steps[-1].files
            }
            noted = self._noted({path: self.folder.file(path) for path in old}, old)
            written = {PATH: written_steps(steps[:-1]), LAST: noted}
            self.folder.write({**old, **written})
        return steps[-1]

    def _noted(
        self, before: Mapping[str, bytes | None], after: Mapping[str, Written]
    ) -> bytes:
        """Return the list of last changes after files changed."""
        texts = {
            path: (before[path], new)
            for path, new in after.items()
            if not isinstance(new, Received)
        }
        at = self.clock().isoformat(timespec="seconds")
        return noted(self.folder.file(LAST), texts, at, WORKER.get())

    def last_changes(self, look: Look, year: int) -> Mapping[str, LastChange]:
        """Return the last change of each item of a year that was made at the desk."""
        path = f"{CONTENT}/agencies/{look.agency.slug}/{year}/disclosures.yml"
        return last_changes(self.folder.file(LAST), path, look.sources.texts.get(path))

    def _as_left(self, one: Undone) -> bool:
        return hash_of(self.folder.file(one.path)) == one.after


def _name(data: bytes) -> str:
    """Return the name in an `agency.yml`."""
    tree = read_yaml(data, "").tree
    return str(tree.get("name") or "") if isinstance(tree, dict) else ""


def _undone(path: str, before: bytes | None, new: Written) -> Undone:
    if isinstance(new, Received):
        return replace(made(path, before, None), after=new.sha256)
    return made(path, before, new)


def of_agency(sources: Sources, slug: str) -> Sources:
    """Return the sources without those of other agencies."""

    def own(path: str) -> bool:
        parts = path.split("/")
        return parts[1:2] != ["agencies"] or parts[2:3] == [slug]

    return replace(
        sources,
        texts={path: one for path, one in sources.texts.items() if own(path)},
        attachments={p: one for p, one in sources.attachments.items() if own(p)},
        findings=tuple(one for one in sources.findings if own(one.place.path)),
    )
