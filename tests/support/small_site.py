"""A small site in memory, over which tests lay their mistakes."""

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from checkout import ROOT
from prongsai.findings import Finding, worst_first
from prongsai.loading.content import Content
from prongsai.loading.load import load
from prongsai.loading.references import check_references
from prongsai.storage.content_folder import Attachment, Sources

AGENCY = "content/agencies/ban-rai"
YEAR = f"{AGENCY}/2568"

SITE: Mapping[str, str] = {
    "content/site.yml": "version: 1\ntitle: บ้านไร่\n",
    f"{AGENCY}/agency.yml": """\
name: เทศบาลตำบลบ้านไร่
kind: subdistrict-municipality
province: ชลบุรี
units:
  - id: clerk
    name: สำนักปลัด
  - id: staff
    name: งานการเจ้าหน้าที่
    parent: clerk
executives:
  - id: mayor
    post: นายกเทศมนตรี
""",
    f"{YEAR}/scores.yml": """\
total: 93.78
level: ผ่านดี
instruments:
  - code: IIT
    score: 90
questions:
  - code: e1
    part: public
    score: 80
  - code: e1
    part: survey
    score: 81
""",
    f"{YEAR}/measures.yml": """\
documents:
  - id: plan
    kind: measures
    title: มาตรการ
selection:
  - id: low
    rule: lowest
    heading: ต่ำสุด
analysis:
  - id: a1
    kind: urgent
    selection: low
    text: ควรปรับปรุง
measures:
  - id: m1
    title: สื่อสารให้ทั่วถึง
    topic: 1
    addresses:
      - code: 2567:i1
    steps:
      - id: s1
        text: จัดทำ
    units:
      - text: สำนักปลัด
        unit: clerk
    follow_up:
      - id: f1
        text: รายงาน
    results:
      - id: r1
        answers: [s1, f1]
        summary: ทำแล้ว
        evidence: [photo]
""",
    f"{YEAR}/disclosures.yml": """\
items:
  - code: O1
    owner: clerk
    evidence:
      - id: photo
        title: ภาพ
        file: ภาพ.png
  - code: O2
    evidence:
      - id: page
        title: หน้าเว็บ
        url: https://www.example.go.th/page
""",
    f"{YEAR}/survey.yml": "link: https://itas.nacc.go.th/go/eit/abc\n",
}
"""Without a mistake; `ภาพ.png` is next to it."""

FILES = (f"{YEAR}/files/ภาพ.png",)


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a4944415478da6360000000020001e527defc0000000049454e44ae426082"
)
"""A PNG of one dot."""

WITH_A_PICTURE = """\
items:
  - code: O1
    evidence:
      - id: o1-picture
        title: แผนผังโครงสร้าง
        file: แผนผัง.txt
    components:
      - id: o1-chart
        text: แผนผังของเทศบาล
  - code: O5
    explanation: แผนพัฒนาท้องถิ่น
"""
"""The disclosures of a year: an item with a file of its own, and one in words."""


def attachment(path: str, data: bytes = PICTURE) -> Attachment:
    return Attachment(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        head=data[:512],
    )


def sources(
    changes: Mapping[str, str | bytes | None] | None = None,
    attachments: Iterable[str] = FILES,
) -> Sources:
    """Return the small site with `changes` laid over it (None takes a file away)."""
    texts = {**SITE, **(changes or {})}
    return Sources(
        texts={
            path: text.encode() if isinstance(text, str) else text
            for path, text in texts.items()
            if text is not None
        },
        attachments={path: attachment(path) for path in attachments},
    )


def write(
    folder: Path, changes: Mapping[str, str | bytes | None] | None = None
) -> Path:
    """Write the small site below `folder` and return it."""
    given = sources(changes)
    for path, data in given.texts.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    for path in given.attachments:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(PICTURE)
    return folder


def look(given: Sources) -> tuple[Content | None, tuple[Finding, ...]]:
    """Load the sources and see whether they fit together."""
    content, wrong = load(given)
    more = check_references(content) if content else ()
    return content, worst_first((*wrong, *more))


def two_items(root: Path) -> None:
    """Write a project of one agency with two items, one of them with a file."""
    shutil.copytree(ROOT / "tests/checks/_base", root, dirs_exist_ok=True)
    year = root / YEAR
    (year / "files").mkdir(parents=True)
    (year / "files/แผนผัง.txt").write_text("แผนผังโครงสร้าง\n", encoding="utf-8")
    (year / "disclosures.yml").write_text(WITH_A_PICTURE, encoding="utf-8")
