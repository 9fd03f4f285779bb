"""No personal data of citizens or staff is published.

What: Thai citizen IDs with the right last digit, however they are written (one that
begins with 0 is a company's tax ID), mobile phones, bank accounts, cards, passports,
e-mail at a provider for everybody, LINE IDs, dates of birth, house numbers and number
plates near a word that says so or below such a header; lists of attendance, of
complainants and of patients by the headings of their tables; positions in pictures. In
every text of the site's and the year's files and of `agency.yml`, names of files, links
and ids too, and in everything that public attachments hold: hidden and deleted text,
notes, metadata, earlier versions, files inside. What could not be searched is a hint
with its reason (kind, password, picture, size, damage, a file inside), and a summary
counts the files. Phones are allowed where the item asks for them, in the agency's
contacts, complaint channels and executives, and wherever one of those is repeated. In a
PDF Thai words are often garbled, so headings of tables may be missed there. A reason in
`personal_data` of the evidence allows what is in it and in its file.

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

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from prongsai.assessment.agency_facts import AgencyFacts, own_contacts
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checks._evidence import CheckedDocument, documents, items_by_code
from prongsai.checks._personal_text import Allowed, Seen, kinds_in, seen_in
from prongsai.checks._prose import subject_of
from prongsai.findings import PROJECT, Finding
from prongsai.loading.content import Loaded
from prongsai.model.fields import Record
from prongsai.model.leaves import leaves
from prongsai.model.site import Site
from prongsai.storage.attachments import Facts, FileKind, Sheet, Unread
from prongsai.yaml.reader import YamlPath

CODES = (
    "files-searched",
    "not-searched-broken",
    "not-searched-embedded",
    "not-searched-kind",
    "not-searched-limit",
    "not-searched-locked",
    "not-searched-picture",
    "not-searched-reader",
    "personal-account",
    "personal-account-in-data",
    "personal-attendance",
    "personal-birth",
    "personal-birth-in-data",
    "personal-card",
    "personal-card-in-data",
    "personal-complainant",
    "personal-email",
    "personal-email-in-data",
    "personal-home",
    "personal-home-in-data",
    "personal-id",
    "personal-id-in-data",
    "personal-line",
    "personal-line-in-data",
    "personal-passport",
    "personal-passport-in-data",
    "personal-patient",
    "personal-phone",
    "personal-phone-in-data",
    "personal-place",
    "personal-plate",
    "personal-plate-in-data",
)

_LONGEST = 600
_WORST = (
    *(Unread.LOCKED, Unread.BROKEN, Unread.KIND, Unread.READER),
    *(Unread.LIMIT, Unread.EMBEDDED, Unread.PICTURE),
)


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Check the files of the year, its public attachments and the agency."""
    known = Allowed.of("\n".join(own_contacts(assessed.agency.agency.value)))
    year = assessed.year
    for loaded in (year.scores, year.measures, year.survey):
        if loaded is not None:
            yield from _leaves(loaded, loaded.value, (), known)
    if year.disclosures is not None:
        yield from _disclosures(assessed, known)
    if assessed.agency.years[-1] is year:
        agency = assessed.agency.agency
        yield from _leaves(agency, agency.value, (), known)
    yield from _files(assessed, known)


def check_site(
    site: Loaded[Site], agencies: Sequence[AgencyFacts]
) -> Iterator[Finding]:
    """Check the site's own file."""
    contacts = "\n".join(text for agency in agencies for text in agency.contacts)
    yield from _leaves(site, site.value, (), Allowed.of(contacts))


def _disclosures(assessed: AssessedYear, known: Allowed) -> Iterator[Finding]:
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
        asked = item is not None and item.allows_phone_numbers
        allowed = Allowed(all_phones=True) if asked else known
        yield from _leaves(loaded, disclosure, ("items", index), allowed, excused)


def _leaves(
    loaded: Loaded[Record],
    thing: Record,
    path: YamlPath,
    known: Allowed,
    excused: Sequence[YamlPath] = (),
) -> Iterator[Finding]:
    for where, value in leaves(thing, path):
        if not isinstance(value, str) or where[:4] in excused:
            continue
        for kind, seen in kinds_in(value, known):
            code = f"personal-{kind}-in-data"
            subject = subject_of(loaded.value, where)
            yield loaded.finding(code, where, subject, PROJECT, seen=seen)


def _files(assessed: AssessedYear, known: Allowed) -> Iterator[Finding]:
    """Yield what is in the public files, what was not searched, and the summary."""
    states: Counter[str] = Counter()
    unread: dict[Unread, list[CheckedDocument]] = {}
    looked = [one for one in documents(assessed) if _is_searched(one)]
    for document in looked:
        facts = document.attachment.facts if document.attachment else None
        if facts is None:
            continue
        found = list(_file(document, facts, known))
        yield from found
        reason = next((one for one in _WORST if one in facts.unread), None)
        if reason:
            unread.setdefault(reason, []).append(document)
        states["found" if found else "open" if reason else "clean"] += 1
    yield from (_not_searched(reason, those) for reason, those in unread.items())
    if states["open"] or states["found"]:
        yield _summary(looked[0], states)


def _is_searched(document: CheckedDocument) -> bool:
    """Return whether it is public, has no reason, and lies in this year's folder."""
    attachment = document.attachment
    here = document.loaded.file.rpartition("/")[0]
    own = attachment is None or attachment.path.startswith(f"{here}/")
    return document.public and own and not document.evidence.personal_data


def _summary(document: CheckedDocument, states: Counter[str]) -> Finding:
    return document.loaded.finding(
        "files-searched",
        (),
        "",
        None,
        count=states.total(),
        clean=states["clean"],
        found=states["found"],
        open=states["open"],
    )


def _not_searched(reason: Unread, those: list[CheckedDocument]) -> Finding:
    """Name the files that were not searched whole, for one reason."""
    names = ", ".join(str(one.evidence.file) for one in those)
    return those[0].finding(
        f"not-searched-{reason}",
        "file",
        PROJECT,
        count=len(those),
        names=names if len(names) <= _LONGEST else f"{names[:_LONGEST]}…",
    )


def _file(document: CheckedDocument, facts: Facts, known: Allowed) -> Iterator[Finding]:
    """Yield one finding of each kind, with how often it was seen and where first."""
    phones = document.item is not None and document.item.allows_phone_numbers
    sheets = document.attachment.sheets if document.attachment else ()
    allowed = Allowed(all_phones=True) if phones else known
    found = _seen_in_file(facts, allowed, sheets)
    counts = Counter(kind for kind, _ in found)
    for kind, count in counts.items():
        seen = next(what for which, what in found if which == kind)
        yield document.finding(
            f"personal-{kind}",
            "file",
            PROJECT,
            seen=seen,
            count=count,
            file=document.evidence.file,
        )


@lru_cache(maxsize=256)
def _seen_in_file(
    facts: Facts, allowed: Allowed, sheets: tuple[Sheet, ...] = ()
) -> tuple[Seen, ...]:
    """Return what is seen on the pages, and behind them what is not seen there too."""
    pdf = facts.kind is FileKind.PDF
    said = "\n".join(value for _, value in facts.metadata)
    found = [*seen_in(said, allowed), *seen_in(facts.text or "", allowed, pdf=pdf)]
    rows = "\n".join("\t".join(row) for sheet in sheets for row in sheet.rows)
    behind = dict.fromkeys(
        (*seen_in(facts.hidden, allowed, pdf=pdf), *seen_in(rows, allowed))
    )
    found += [seen for seen in behind if seen not in found]
    return (*found, ("place", "")) if facts.gps else tuple(found)
