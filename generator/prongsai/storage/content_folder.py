"""The inputs of a build as values: YAML bytes and facts about attachments.

This is the only module that reads the content folder; `storage.attachments` reads what
is in attachments.
"""

import dataclasses
import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from prongsai.findings import Finding, Place
from prongsai.storage.attachments import Facts, FileKind, Sheet, Trouble
from prongsai.storage.attachments.small import Small, small
from prongsai.storage.confined import Budget
from prongsai.storage.content_walk import (
    AGENCIES,
    CONTENT,
    Walk,
    agency_folders,
    content_base,
    is_yaml,
    slug_of,
    walk,
)
from prongsai.storage.git import every
from prongsai.storage.papers import Printed, read_printed
from prongsai.storage.seen import Seen

SMALL = "build/cache/small"
"""Where small pictures are kept, by the hashes of their files."""

_HEAD = 512
"""Bytes of a file that say what it is."""

MAX_ATTACHMENT = 100_000_000
MAX_TEXT = 5_000_000
"""Bytes of a YAML file that are read; the reader of YAML refuses fewer."""

_NOT_KNOWN = frozenset({Trouble.STOPPED, Trouble.SUSPICIOUS})
"""What ended one reader is not given to the next: it is not published."""

_FOLDERS = re.compile(r"agencies|catalogue|files|published|[0-9]{4}")
"""What is a folder in `content/`: a file of that name would be passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """Facts about one file below a year's `files/`.

    Attributes:
        path: from the project root, with `/`.
        sha256: hex digest of its bytes.
        size: in bytes.
        head: its first bytes, to recognise what it really is.
        facts: what it is and what is in it, None until `with_facts` was called.
        sheets: those of a spreadsheet, none until `with_facts` was called.
        small: a small picture of it, None until `with_small` was called.
        spent: seconds of the processor that its readers have used by now.
    """

    path: str
    sha256: str
    size: int
    head: bytes
    facts: Facts | None = None
    sheets: tuple[Sheet, ...] = ()
    small: Small | None = None
    spent: float = dataclasses.field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All inputs: YAML bytes and attachments by path from the project root.

    `papers` are those that `prongsai pdf` made earlier, by path below `build/paper`.
    """

    texts: Mapping[str, bytes]
    attachments: Mapping[str, Attachment]
    findings: tuple[Finding, ...] = ()
    papers: Mapping[str, Printed] = dataclasses.field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """A hash of all that was read; the order does not count."""
        digest = hashlib.sha256()
        for path in sorted(self.texts):
            digest.update(f"{path}\0{len(self.texts[path])}\0".encode())
            digest.update(self.texts[path])
        for path in sorted(self.attachments):
            digest.update(f"{path}\0{self.attachments[path].sha256}\n".encode())
        for path in sorted(self.papers):
            digest.update(f"{path}\0{self.papers[path]}\n".encode())
        return digest.hexdigest()


def read_sources(root: Path, wanted: Callable[[str], bool] = every) -> Sources:
    """Read `content/` below `root`: whole YAML files, hashes of all others.

    Links that lead out of the folder, and what cannot be opened, are findings. Only
    files whose paths are `wanted` are looked at.
    """
    read = _read(root, walk(content_base(root)), wanted)
    return dataclasses.replace(read, papers=read_printed(root))


def read_site(root: Path) -> Sources:
    """Read what is in `content/` but in no agency's folder."""
    base = content_base(root)
    return _read(root, walk(base, closed=base / AGENCIES))


def listed_agencies(root: Path, of_site: Sources) -> tuple[str, ...]:
    """Return the names of the agencies' folders; `of_site` is what `read_site` read.

    There are none if that says already that they cannot be listed.

    Raises:
        OSError: they cannot be listed any more.
    """
    closed = {CONTENT, f"{CONTENT}/{AGENCIES}"}
    said = (one for one in of_site.findings if one.code == "folder-unreadable")
    return () if any(one.subject in closed for one in said) else agency_folders(root)


def read_agency(root: Path, slug: str) -> Sources:
    """Read one of the folders that `storage.content_walk.agency_folders` names."""
    return _read(root, walk(content_base(root), f"{AGENCIES}/{slug}"))


def _read(root: Path, walked: Walk, wanted: Callable[[str], bool] = every) -> Sources:
    """Read the files that a walk comes to, those whose paths are `wanted`."""
    with Seen.below(root, CONTENT) as seen:
        return _read_through(seen, walked, wanted)


def _read_through(seen: Seen, walked: Walk, wanted: Callable[[str], bool]) -> Sources:
    texts: dict[str, bytes] = {}
    attachments: dict[str, Attachment] = {}
    findings: list[Finding] = []
    base = walked.base
    for path in walked.files:
        name = _name(path, base)
        if not wanted(name):
            continue
        try:
            code = _refused(path, name, base)
            if code:
                findings.append(unreadable(code, name))
            elif "files" in name.split("/")[1:-1]:
                attachment = _attachment(seen, path, name)
                attachments[unicodedata.normalize("NFC", name)] = attachment
            elif is_yaml(path.name):
                texts[name] = _read_text(path)
            elif _FOLDERS.fullmatch(path.name):
                findings.append(unreadable("file-where-folder", name))
        except (OSError, RuntimeError):  # RuntimeError: a link that leads to itself
            findings.append(unreadable("not-a-file", name))
    findings += [unreadable("folder-unreadable", name) for name in walked.unlisted]
    return Sources(texts=texts, attachments=attachments, findings=tuple(findings))


def content_files(root: Path) -> Mapping[str, Path | None]:
    """Return the files of `content/` below `root`; None for a folder that is closed."""
    walked = walk(content_base(root))
    found = {_name(path, walked.base): path for path in walked.files}
    return {**found, **dict.fromkeys(walked.unlisted)}


def _name(path: Path, base: Path) -> str:
    return f"{CONTENT}/{path.relative_to(base).as_posix()}"


def _refused(path: Path, name: str, base: Path) -> str:
    if name != name.encode(errors="replace").decode():
        return "bad-file-name"
    if _may_lead_out(path) and not path.resolve().is_relative_to(base):
        return "file-outside"
    return "" if path.is_file() else "not-a-file"


def _may_lead_out(path: Path) -> bool:
    """Return whether a path needs a look: no linked folder is entered but on Windows.

    There a junction of folders does not count as a link.
    """
    return path.is_symlink() or os.name == "nt"


def _read_text(path: Path) -> bytes:
    """Return the bytes of a YAML file, of a big one only so many that it is refused."""
    with path.open("rb") as stream:
        return stream.read(MAX_TEXT)


def read_whole(root: Path) -> Sources:
    """Read `content/` below `root`, and what is in the attachments."""
    return with_facts(root, read_sources(root))


def facts_cache(root: Path) -> Path:
    """Return the folder where facts about attachments are kept."""
    return root / "build" / "cache" / "attachments"


def with_facts(
    root: Path,
    sources: Sources,
    cache: Path | None = None,
    known: Mapping[str, Attachment] | None = None,
) -> Sources:
    """Return the sources with the facts of every attachment.

    Reading is slow; what was read once is kept in `cache`, which is the project's own
    if not given. Those that are `known` already, by path, are the same objects again.
    """
    folder, have = cache or facts_cache(root), known or {}
    attachments = {
        name: _known(one, have.get(name)) or _looked_into(root, one, folder)
        for name, one in sources.attachments.items()
    }
    changed = tuple(
        unreadable("file-changed", one.path)
        for one in attachments.values()
        if one.facts and one.facts.trouble is Trouble.CHANGED
    )
    return dataclasses.replace(
        sources, attachments=attachments, findings=(*sources.findings, *changed)
    )


def _known(attachment: Attachment, known: Attachment | None) -> Attachment | None:
    """Return what is known of an attachment, if it is the same and had no trouble."""
    if known is None or known.facts is None or known.facts.trouble is Trouble.CHANGED:
        return None
    same = (known.path, known.sha256) == (attachment.path, attachment.sha256)
    return known if same else None


def _looked_into(root: Path, attachment: Attachment, folder: Path) -> Attachment:
    """Return an attachment with its facts; one that vanished meanwhile has changed."""
    from prongsai.storage.attachments.cached import cached_facts  # noqa: PLC0415 - only where attachments are opened
    from prongsai.storage.attachments.kept_sheets import cached_sheets  # noqa: PLC0415 - only where attachments are opened

    path, digest = root / attachment.path, attachment.sha256
    budget = Budget()
    try:
        facts = cached_facts(path, digest, folder, budget)
        known = facts.trouble not in _NOT_KNOWN
        sheets = cached_sheets(path, digest, folder, budget) if known else ()
        found = dataclasses.replace(attachment, facts=facts, sheets=sheets)
        return dataclasses.replace(found, spent=budget.spent)
    except OSError:
        gone = Facts(kind=FileKind.UNKNOWN, trouble=Trouble.CHANGED)
        return dataclasses.replace(attachment, facts=gone)


def with_small(root: Path, sources: Sources) -> Sources:
    """Return the sources with a small picture of every attachment that has one."""
    pictured = {
        name: pictured_small(root, one) for name, one in sources.attachments.items()
    }
    return dataclasses.replace(sources, attachments=pictured)


def pictured_small(root: Path, one: Attachment) -> Attachment:
    """Return an attachment with its small picture, kept from an earlier build."""
    if one.facts is not None and one.facts.trouble in _NOT_KNOWN:
        return one
    left, cache = Budget(spent=one.spent), root / SMALL
    made = small(root / one.path, one.sha256, one.head, one.size, cache, left)
    return dataclasses.replace(one, small=made)


def unreadable(code: str, name: str) -> Finding:
    """Return a finding about a file or folder that is not among the sources."""
    shown = name.encode(errors="replace").decode()
    return Finding(
        code=code,
        place=Place(path=shown),
        facts=(("file", shown),),
        subject=shown,
    )


def _attachment(seen: Seen, path: Path, name: str) -> Attachment:
    digest = seen.hash(name.removeprefix(f"{CONTENT}/"), slug_of(name))
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        size = os.fstat(stream.fileno()).st_size
    return Attachment(path=name, sha256=digest, size=size, head=head)
