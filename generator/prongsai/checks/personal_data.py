"""No personal data of citizens or staff is published.

What: Thai citizen IDs with the right last digit, over the end of a line in a cell too
(one that begins with 0 is a company's tax ID), mobile phone numbers, bank accounts near
the word for an account; attendance lists and names of complainants by the headings of
their tables; pictures with the place where they were taken. In every text of the year's
files and of `agency.yml`, and in text and metadata of the public attachments (PDF,
DOCX, XLSX, plain text). Phone numbers are allowed where the item asks for them, in the
agency's contacts, complaint channels and executives, and wherever one of those is
repeated. In a PDF Thai words are often garbled, so headings of tables may be missed
there. A reason in `personal_data` of the evidence allows what is in it and in its file.

Why: what was published once cannot be taken back, and the agency answers for it.

Whose rule: project.

Passing example:

    # 2568/disclosures.yml
    items:
      - code: O5
        explanation: บริษัท ตัวอย่าง จำกัด เลขประจำตัวผู้เสียภาษี 0105500000000
        evidence: []

Failing example:

    # 2568/disclosures.yml
    items:
      - code: O5
        explanation: ผู้ติดต่อ เลขบัตรประชาชน 1-2345-67890-12-1
        evidence: []
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checks._evidence import CheckedDocument, documents, items_by_code
from prongsai.checks._prose import subject_of
from prongsai.findings import PROJECT, Finding
from prongsai.loading.content import Loaded
from prongsai.model.agency import Agency
from prongsai.model.fields import Record
from prongsai.model.leaves import leaves
from prongsai.storage.attachments import FileKind
from prongsai.thai.personal import (
    bank_accounts,
    citizen_ids,
    has_long_number,
    hidden_phone,
    mobile_numbers,
)
from prongsai.yaml.reader import YamlPath

CODES = (
    "personal-account",
    "personal-account-in-data",
    "personal-attendance",
    "personal-complainant",
    "personal-id",
    "personal-id-in-data",
    "personal-phone",
    "personal-phone-in-data",
    "personal-place",
)

_SIGN = re.compile(r"(?:ลง)?ลายมือชื่อ|ลงชื่อ|ลายเซ็น(?:ต์)?")
_NAME = re.compile(r"(?:ยศ|คำนำหน้า)?[ /-]*ชื่อ")
_LIST = re.compile(r"[0-9๐-๙.)\s]*(?:ใบ|บัญชี)?(?:รายชื่อผู้เข้า|รายชื่อผู้ลงทะเบียน|ลงทะเบียนผู้เข้า)")
_IN_PDF = re.compile(r"ชื่อ.{0,30}(?:ลายมือชื่อ|ลงชื่อ|ลายเซ็น)")
_COMPLAINANT = re.compile(r"(?:รายชื่อ|ชื่อ)[^\t]{0,20}ผู้ร้อง")

_Found = tuple[str, str]
"""Code and what was seen, hidden but for the end."""


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Check the year's files, its public attachments, and the agency's own file."""
    known = frozenset(_own_numbers(assessed.agency.agency.value))
    year = assessed.year
    for loaded in (year.scores, year.measures, year.survey):
        if loaded is not None:
            yield from _leaves(loaded, loaded.value, (), known)
    if year.disclosures is not None:
        yield from _disclosures(assessed, known)
    if assessed.agency.years[-1] is year:
        agency = assessed.agency.agency
        yield from _leaves(agency, agency.value, (), known)
    for document in documents(assessed):
        if document.public and not document.evidence.personal_data:
            yield from _file(document, known)


def _own_numbers(agency: Agency) -> Iterator[str]:
    """Yield the numbers that the agency itself gives to the public."""
    for part in (agency.contacts, agency.complaint_channels, agency.executives):
        for _, value in leaves(part):
            if isinstance(value, str):
                yield from mobile_numbers(value)


def _disclosures(assessed: AssessedYear, known: frozenset[str]) -> Iterator[Finding]:
    loaded = assessed.year.disclosures
    if loaded is None:
        return
    items = items_by_code(assessed.rules)
    for index, disclosure in enumerate(loaded.value.items):
        item = items.get(disclosure.code)
        excused = [
            ("items", index, "evidence", at)
            for at, evidence in enumerate(disclosure.evidence)
            if evidence.personal_data
        ]
        allowed = None if item and item.allows_phone_numbers else known
        yield from _leaves(loaded, disclosure, ("items", index), allowed, excused)


def _leaves(
    loaded: Loaded[Record],
    thing: Record,
    path: YamlPath,
    known: frozenset[str] | None,
    excused: Sequence[YamlPath] = (),
) -> Iterator[Finding]:
    for where, value in leaves(thing, path):
        if not isinstance(value, str) or where[:4] in excused:
            continue
        for code, seen in _numbers(value, known):
            yield loaded.finding(
                f"{code}-in-data",
                where,
                subject_of(loaded.value, where),
                PROJECT,
                seen=seen,
            )


def _numbers(text: str, known: frozenset[str] | None) -> Iterator[_Found]:
    """Yield what is found; `known` numbers are allowed, None allows all phones."""
    if not has_long_number(text):
        return
    for seen in citizen_ids(text):
        yield "personal-id", seen
    for seen in bank_accounts(text):
        yield "personal-account", seen
    if known is not None:
        for number in mobile_numbers(text):
            if number not in known:
                yield "personal-phone", hidden_phone(number)


def _file(document: CheckedDocument, known: frozenset[str]) -> Iterator[Finding]:
    """Yield one finding of each kind, with how often it was seen and where first."""
    facts = document.attachment.facts if document.attachment else None
    if facts is None:
        return
    phones = document.item is not None and document.item.allows_phone_numbers
    allowed = None if phones else known
    found: list[_Found] = []
    for _, value in facts.metadata:
        found += _numbers(value, allowed)
    found += _numbers(facts.text or "", allowed)
    found += _headings(facts.text or "", pdf=facts.kind is FileKind.PDF)
    if facts.gps:
        found.append(("personal-place", ""))
    counts = Counter(code for code, _ in found)
    for code, count in counts.items():
        seen = next(what for which, what in found if which == code)
        yield document.finding(
            code,
            "file",
            PROJECT,
            seen=seen,
            count=count,
            file=document.evidence.file,
        )


def _headings(text: str, *, pdf: bool) -> Iterator[_Found]:
    """Yield lists of persons by the headings of their tables."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        signed = any(_SIGN.fullmatch(cell) for cell in cells)
        named = any(_NAME.match(cell) for cell in cells)
        if (signed and named) or _LIST.match(line) or (pdf and _IN_PDF.search(line)):
            yield "personal-attendance", " ".join(line.split())[:60]
        if any(_COMPLAINANT.match(cell) for cell in cells):
            yield "personal-complainant", " ".join(line.split())[:60]
