"""A year with content, and the year after it that begins with it."""

from pathlib import Path

from prongsai.loading.load import load
from prongsai.storage.content_folder import read_sources
from prongsai.years.rolling import Rolled, roll_over
from prongsai.years.written import made_before
from small_site import AGENCY

LAST = f"{AGENCY}/2569"
NEXT = f"{AGENCY}/2570"
CONTENT = {
    f"{LAST}/disclosures.yml": """\
items:
  - code: O1
    owner: clerk
    due: 2569-01-31
    updated: 2569-01-10
    explanation: แผนผังอยู่ในหน้านี้
    confirmed: {by: ปลัด, on: 2569-01-12, of: sha256-0000000000000000}
    evidence:
      - {id: chart, title: แผนผังโครงสร้าง, file: แผนผัง.png, year: 2569}
      - {id: law, title: อำนาจหน้าที่ ปี 2569, url: 'https://www.example.go.th/law'}
    assessor: {score: 100, comment: ครบ}
  - code: O5
    owner: staff
    explanation: แผนที่ใช้ในปี 2569
    evidence:
      - {id: plan, title: แผนพัฒนา พ.ศ. 2566–2570, file: แผน.pdf, year: 2569}
  - code: O7
    owner: clerk
    due: 2569-02-28
    evidence:
      - {id: report, title: รายงานปี 2568, file: รายงาน.pdf, year: 2568}
""",
    f"{LAST}/measures.yml": """\
selection: [{id: top, rule: highest, count: 1, heading: สูงสุด}]
analysis: [{id: a1, kind: urgent, text: ช้า}]
measures:
  - id: m1
    title: ระบบคิว
    schedule: {text: ตลอดปี, repeats: monthly}
    units: [{text: สำนักปลัด, unit: clerk}]
    addresses: [{code: '2568:e1'}]
    follow_up: [{id: f1, text: รายงาน, due: 2569-03-31}]
    results: [{id: r1, round: 12-months, status: done, summary: ทำแล้ว}]
  - id: m2
    title: อบรม
    results: [{id: r2, round: 12-months, status: done, summary: อบรมแล้ว}]
  - id: m3
    title: ปรับปรุงเว็บไซต์
    results: [{id: r3, round: 12-months, status: ongoing, summary: ทำอยู่}]
""",
    f"{LAST}/scores.yml": """\
questions:
  - {code: e1, part: public, score: 72.15}
  - {code: e2, part: public, score: 84.99}
  - {code: e3, part: public, score: 99}
""",
    f"{LAST}/survey.yml": "link: https://itas.nacc.go.th/go/eit/abc\n",
}


def roll(root: Path) -> Rolled:
    sources = read_sources(root)
    content, _ = load(sources)
    assert content is not None
    made = made_before(root, "ban-rai", 2570)
    rolled = roll_over(sources, content, content.agencies[0], 2570, "th", made)
    assert rolled is not None
    return rolled
