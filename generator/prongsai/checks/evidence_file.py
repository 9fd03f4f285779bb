"""The file of a piece of evidence is what its name says, and everybody can open it.

What: the bytes of the file are what the ending of its name says; empty, damaged or
locked files; those that take too much time or memory to read, have over 200 MB or
unpack to far too much (error: whether they hold a program is not known); files over
20 MB (hint) and over 100 MB (warning); a PDF without a text layer (hint: a signed scan
has none; best is the signed PDF and the text on the page together). Without pypdf (`pip
install 'prongsai[check]'`) PDFs are not opened, and one hint says so.

Why: an assessor who cannot open the file sees nothing, and the item costs 100 points.

Whose rule: adapted; Royal Thai Police, OIT 2569: open to everybody without limits,
readable by machines. Sizes and the text layer: project.

Passing example:

    # files/แผนปฏิบัติการ.pdf
    a PDF of 2 MB that opens without a password and whose text can be searched

Failing example:

    # files/แผนปฏิบัติการ.pdf
    a page of HTML that was saved under the name of a PDF
"""

from collections.abc import Iterator
from itertools import islice

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checks._evidence import OPEN_ACCESS, CheckedDocument, documents
from prongsai.findings import PROJECT, Finding
from prongsai.storage.attachments import Facts, FileKind, Lock, Trouble
from prongsai.storage.attachments.kinds import (
    ending_of,
    is_what_it_says,
    may_be_published,
)
from prongsai.storage.confined import LIMITS
from prongsai.storage.content_folder import MAX_ATTACHMENT

CODES = (
    "evidence-broken",
    "evidence-empty",
    "evidence-large",
    "evidence-lock-unknown",
    "evidence-locked",
    "evidence-no-text",
    "evidence-not-read",
    "evidence-other-kind",
    "evidence-stopped",
    "evidence-suspicious",
    "evidence-too-large",
    "evidence-unknown-kind",
)
LARGE = 20_000_000
"""In bytes; a phone on a weak network takes minutes for more."""

_HINTS = frozenset({"evidence-no-text", "evidence-lock-unknown"})
_STOPPING = frozenset(
    {"evidence-other-kind", "evidence-stopped"}
    | {"evidence-suspicious", "evidence-unknown-kind"}
)
"""The site does not show what is not what it says, or could not be looked into."""


ENOUGH_TEXT = 20
"""Letters and digits that a text layer has at least; a scan has a page number."""


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Look at every file that was read, the public ones first of all."""
    unread: list[CheckedDocument] = []
    for document in documents(assessed):
        attachment = document.attachment
        if attachment is None:
            continue
        yield from _size(document, attachment.size)
        if attachment.facts is None:
            continue
        if attachment.facts.trouble is Trouble.NO_READER:
            unread.append(document)
        yield from _content(document, attachment.facts)
    if unread:
        names = ", ".join(str(one.evidence.file) for one in unread[:3])
        yield unread[0].loaded.finding(
            "evidence-not-read",
            (),
            "",
            None,
            count=len(unread),
            names=names,
        )


def _size(document: CheckedDocument, size: int) -> Iterator[Finding]:
    megabytes = f"{size / 1e6:.0f}"
    if size > MAX_ATTACHMENT:
        yield document.finding(
            "evidence-too-large",
            "file",
            PROJECT,
            file=document.evidence.file,
            megabytes=megabytes,
            limit=MAX_ATTACHMENT // 1_000_000,
        )
    elif size > LARGE:
        yield document.finding(
            "evidence-large",
            "file",
            PROJECT,
            file=document.evidence.file,
            megabytes=megabytes,
        )


def _content(document: CheckedDocument, facts: Facts) -> Iterator[Finding]:
    """Yield the first reason why people cannot read it."""
    code = _worst(document, facts)
    if code is None:
        return
    finding = document.stops_publication if code in _STOPPING else document.finding
    found = finding(
        code,
        "file",
        PROJECT if code in _HINTS else OPEN_ACCESS,
        file=document.evidence.file,
        kind=facts.kind.upper(),
        ending=ending_of(document.evidence.file or ""),
        seconds=LIMITS.seconds,
        limit=LIMITS.memory // 1_000_000,
    )
    yield found.as_hint() if code in _HINTS else found


def _worst(document: CheckedDocument, facts: Facts) -> str | None:
    name = document.evidence.file or ""
    other = may_be_published(name) and not is_what_it_says(name, facts.kind)
    problems = (
        ("evidence-stopped", facts.trouble is Trouble.STOPPED),
        ("evidence-empty", facts.kind is FileKind.EMPTY),
        ("evidence-locked", facts.lock is Lock.LOCKED),
        ("evidence-unknown-kind", other and facts.kind is FileKind.UNKNOWN),
        ("evidence-other-kind", other),
        ("evidence-suspicious", facts.trouble is Trouble.SUSPICIOUS),
        ("evidence-broken", facts.trouble is Trouble.BROKEN),
        ("evidence-lock-unknown", facts.lock is Lock.UNKNOWN),
        ("evidence-no-text", _is_scan(facts)),
    )
    return next((code for code, found in problems if found), None)


def _is_scan(facts: Facts) -> bool:
    if facts.kind is not FileKind.PDF or facts.text is None:
        return False
    letters = (letter for letter in facts.text if letter.isalnum())
    return sum(1 for _ in islice(letters, ENOUGH_TEXT)) < ENOUGH_TEXT
