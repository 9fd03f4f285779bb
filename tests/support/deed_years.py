"""Folders in which a year begins, is read from its manual, or is handed on."""

import shutil
from pathlib import Path

import small_site
from deed_folders import DAY, IN_SITE, done, put, small
from manuals import FORMATS, Shape, asked_of

LAST_YEAR = """\
items:
  - code: O1
    owner: clerk
    explanation: แผนผังอยู่ในหน้านี้
    evidence:
      - {id: photo, title: อำนาจหน้าที่, url: 'https://www.example.go.th/law'}
"""


def last_year(desk: Path) -> None:
    """Lay a site whose last year can be rolled over."""
    year = small_site.YEAR
    small(
        desk,
        {
            f"{year}/disclosures.yml": LAST_YEAR,
            f"{year}/scores.yml": (
                "questions:\n  - {code: e1, part: public, score: 72.15}\n"
                "  - {code: e3, part: public, score: 99}\n"
            ),
        },
    )


def rolled(desk: Path) -> None:
    """Lay a site whose year was rolled over."""
    last_year(desk)
    done(desk, *ROLL)


def manual(desk: Path) -> None:
    """Lay a site and the manual of a year."""
    small(desk)
    put(desk, {"manual.html": FORMATS["manual.html"](asked_of(2569), Shape())})


def read(desk: Path) -> None:
    """Lay a site that has read the manual."""
    manual(desk)
    done(desk, "rules", "manual.html", "--year", "2569", *IN_SITE)


def ticked(desk: Path) -> None:
    """Lay a site with an item that was ticked, and what another one hands on."""
    read(desk)
    done(desk, *TICK)
    done(desk, *HAND_ON)
    done(desk, "rules", "manual.html", "--year", "2569", *IN_SITE)


def handed_on(desk: Path) -> None:
    """Lay a site that has nothing yet, and what another one hands on."""
    ticked(desk)
    shutil.rmtree(desk / "site")
    small(desk)


def drafted(desk: Path) -> None:
    """Lay a site with a year entered under a draft, whose list has come."""
    small(
        desk,
        {
            f"{small_site.AGENCY}/2570/disclosures.yml": ENTERED,
            "content/catalogue/2570.yml": LIST,
        },
    )


ENTERED = """\
codes_of: 2569
items:
  - code: O2  # เดิม O2
    explanation: คำอธิบาย
    evidence:
      - {id: o2-page, title: หน้า, url: 'https://www.example.go.th/o2'}
"""


LIST = """\
fiscal_year: 2570
items_known: true
items:
  - {code: O5, title: ข้อมูลผู้บริหาร, follows: ['2569:O2']}
"""


ROLL = ("roll-over", *IN_SITE, "--year", "2569", "--today", "2568-11-26")
TICK = (
    "rules",
    "confirm",
    "O1",
    "--year",
    "2569",
    "--by",
    "ปลัด",
    *IN_SITE,
    "--on",
    DAY,
    "--doubts-seen",
)


HAND_ON = (
    "rules",
    "export",
    "--year",
    "2569",
    "--agency",
    "บ้านไร่",
    "-o",
    "on.yml",
    *IN_SITE,
)
