"""Every command that writes, with the folder it works in, to be broken and run twice.

A deed is done in an empty folder, `desk`, that holds the project (`desk/site`), what
comes in and what goes out. What one deed needs of another is made by that command.
"""

import io
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import small_site
import workbook_project
from manuals import FORMATS, Shape, asked_of
from office_files import HEADERS, ROW, word
from planted_files import PLACES
from prongsai import cli

DAY = "2568-03-31"
IN_SITE = ("-C", "site")
TODAY = ("--today", DAY)
MORE = ("--fragments", "--zip", "--pasted", "all")
"""What a build may make in addition to the site."""

ANSWERS = """\
ชื่อหน่วยงาน: เทศบาลตำบลบ้านใหม่
ประเภท: เทศบาลตำบล
จังหวัด: น่าน
อำเภอหรือเขต: ปัว
"""
HUB = f"{ANSWERS}เว็บไซต์ของ: หลายหน่วยงาน\nชื่อภาษาอังกฤษในที่อยู่เว็บ: ban-mai\n"
OTHER = HUB.replace("บ้านใหม่", "บ้านเก่า").replace("ban-mai", "ban-kao")
ADDRESS = "site_url: http://127.0.0.1:9/\n"
TARGET = "publish:\n- name: web\n  url: folder:../public\n"
BRACES = """\
items:
  - {code: O1, evidence: [{id: photo, title: ภาพ, file: ภาพ.png}],}  # มีจุลภาคท้าย
  - {code: O2, evidence: [{id: page, title: หน้าเว็บ, url: 'https://www.example.go.th/page'}]}
"""
LAST_YEAR = """\
items:
  - code: O1
    owner: clerk
    explanation: แผนผังอยู่ในหน้านี้
    evidence:
      - {id: photo, title: อำนาจหน้าที่, url: 'https://www.example.go.th/law'}
"""


def command(*words: str) -> None:
    """Type a command in the current folder."""
    sys.argv = ["prongsai", *words]
    own = sys.stdout, sys.stderr
    try:
        cli.main()
    finally:  # a command replaces both, once in its process
        for guarded, stream in zip((sys.stdout, sys.stderr), own, strict=True):
            if guarded is not stream and isinstance(guarded, io.TextIOWrapper):
                guarded.detach()  # which writes what it holds
        sys.stdout, sys.stderr = own


def done(desk: Path, *words: str, codes: tuple[int, ...] = (0,)) -> None:
    """Do a command in a folder, while a desk is made; it ends as it should."""
    before = Path.cwd()
    os.chdir(desk)
    code: object = 0
    try:
        command(*words)
    except SystemExit as end:
        code = end.code or 0
    finally:
        os.chdir(before)
    assert code in codes, (words, code)


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One command in one situation.

    Attributes:
        words: what is typed, in the desk.
        lay: fills the empty desk before it.
        code: how it ends where nothing is broken.
        sets: beginnings of paths; what begins alike changes together.
        again: whether the same command, typed again, ends with the same files.
        varies: parts of paths whose bytes are different at every run.
        heavy: whether it takes a second and more.
        admits: what it says where it did its work, but not with everything: then the
            result may be another one.
    """

    words: tuple[str, ...]
    lay: Callable[[Path], object]
    code: int = 0
    sets: tuple[str, ...] = ("site/content/", "site/build/site/", "site/build/paper/")
    again: bool = True
    varies: tuple[str, ...] = ()
    heavy: bool = False
    admits: str = ""

    def do(self) -> None:
        """Type it in the current folder."""
        command(*self.words)


def put(desk: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below the desk."""
    for name, text in files.items():
        path = desk / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)


def small(desk: Path, changes: Mapping[str, str | bytes | None] | None = None) -> None:
    """Lay the small site."""
    small_site.write(desk / "site", changes)


def published(desk: Path) -> None:
    """Lay a site that has a target."""
    settings = small_site.SITE["content/site.yml"]
    small(desk, {"content/site.yml": settings + TARGET})


def built(desk: Path) -> None:
    """Lay a site with a target that was built, and changed since then."""
    published(desk)
    done(desk, "build", *IN_SITE, *TODAY)
    changed(desk)


def submitted(desk: Path) -> None:
    """Lay a site with an address that was built."""
    settings = small_site.SITE["content/site.yml"]
    small(desk, {"content/site.yml": settings + ADDRESS})
    done(desk, "build", *IN_SITE, *TODAY)


def changed(desk: Path) -> None:
    """Change a title, and with it pages."""
    path = desk / "site" / small_site.YEAR / "measures.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("สื่อสารให้ทั่วถึง", "สื่อสารทุกเดือน"), "utf-8")


def up(desk: Path) -> None:
    """Lay a site whose first version is on its target, and changed since then."""
    published(desk)
    done(desk, "publish", *IN_SITE, *TODAY)
    changed(desk)


def twice_up(desk: Path) -> None:
    """Lay a site with two versions that were published."""
    up(desk)
    done(desk, "publish", *IN_SITE, *TODAY)


def hub(desk: Path) -> None:
    """Lay a site of many agencies, and the answers for one more."""
    put(desk, {"answers.txt": HUB, "other.txt": OTHER})
    done(desk, "new", "site", "--answers", "answers.txt", "--today", "2569-11-26")


def documents(desk: Path) -> None:
    """Lay a site without measures, and two documents."""
    small(
        desk,
        {
            f"{small_site.YEAR}/measures.yml": None,
            f"{small_site.YEAR}/scores.yml": None,
        },
    )
    scores = "ตัวชี้วัด,คะแนน\n1. การปฏิบัติหน้าที่,91.80\n2. การใช้งบประมาณ,90.10\n"
    put(
        desk,
        {
            "a.docx": word([HEADERS, ROW], "มาตรการ ปีงบประมาณ พ.ศ. 2568"),
            "b.csv": scores,
        },
    )


def filled(desk: Path) -> None:
    """Lay the site of the workbooks, and one that was filled in."""
    workbook_project.project(desk / "site")
    done(desk, "export", "--xlsx", *IN_SITE, "-o", "book.xlsx")
    hands = workbook_project.Hands(desk / "book.xlsx")
    hands.put("measures", ("m-09",), title="มาตรการใหม่")
    hands.put("disclosures", ("O3",), explanation="ข้อสาม ใหม่")
    hands.save()


def exported(desk: Path) -> None:
    """Lay a site that was exported before."""
    workbook_project.project(desk / "site")
    done(desk, "export", "--xlsx", *IN_SITE, "-o", "book.xlsx")
    workbook_project.change(desk / "site", "มาตรการหนึ่ง", "มาตรการใหม่")


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


def two_sites(desk: Path) -> None:
    """Lay two versions of a site."""
    small(desk)
    small_site.write(desk / "newer", {f"{small_site.YEAR}/disclosures.yml": BRACES})


def started(desk: Path) -> None:
    """Lay a site with a filled workbook in its folder."""
    filled(desk)
    (desk / "book.xlsx").rename(desk / "site" / "book.xlsx")


def with_evidence(desk: Path) -> None:
    """Lay a site and a file with something in it that is to go."""
    small(desk)
    put(desk, {"a.docx": PLACES["docx comment"]("ลับ")})


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
CONFIRM = ("confirm", "O1", *IN_SITE, "--year", "2568", "--by", "ปลัด", "--on", DAY)

DEEDS: Mapping[str, Deed] = {
    "new": Deed(
        words=("new", "site", "--answers", "answers.txt", *TODAY),
        lay=lambda desk: put(desk, {"answers.txt": ANSWERS}),
        sets=("site/",),
    ),
    "new --example": Deed(
        words=("new", "site", "--example", *TODAY),
        lay=lambda desk: put(desk, {"answers.txt": ANSWERS}),
        sets=("site/",),
    ),
    "new agency": Deed(
        words=("new", "site", "--answers", "other.txt", *TODAY),
        lay=hub,
        again=False,
    ),
    "import documents": Deed(
        words=("import", "a.docx", "b.csv", *IN_SITE, "--year", "2568"), lay=documents
    ),
    "import workbook": Deed(words=("import", "book.xlsx", *IN_SITE), lay=filled),
    "export": Deed(
        words=("export", "--xlsx", *IN_SITE, "-o", "book.xlsx"), lay=exported
    ),
    "confirm": Deed(words=CONFIRM, lay=small),
    "confirm in braces": Deed(
        words=CONFIRM,
        lay=lambda desk: small(desk, {f"{small_site.YEAR}/disclosures.yml": BRACES}),
    ),
    "roll-over": Deed(words=ROLL, lay=last_year),
    "roll-over --accept": Deed(words=(*ROLL, "--accept", "all"), lay=rolled),
    "roll-over --undo": Deed(words=(*ROLL, "--undo"), lay=rolled, again=False),
    "settle": Deed(
        words=("settle", *IN_SITE, "--year", "2570", "--today", "2569-11-26"),
        lay=drafted,
    ),
    "rules read": Deed(
        words=("rules", "manual.html", "--year", "2569", *IN_SITE), lay=manual
    ),
    "rules confirm": Deed(words=TICK, lay=read),
    "rules export": Deed(words=HAND_ON, lay=ticked),
    "rules import": Deed(
        words=("rules", "import", "on.yml", "--year", "2569", *IN_SITE), lay=handed_on
    ),
    "clean": Deed(words=("clean", "a.docx", *IN_SITE), lay=with_evidence, again=False),
    "diff --output": Deed(
        words=(
            "diff",
            "site",
            "newer",
            *IN_SITE,
            "-o",
            "out/diff.html",
            "--format",
            "html",
            *TODAY,
        ),
        lay=two_sites,
        admits="อ่านไม่ออก",
    ),
    "todo": Deed(
        words=("todo", *IN_SITE, *TODAY, "--format", "html", "--year", "2568"),
        lay=small,
    ),
    "check --output": Deed(
        words=("check", *IN_SITE, *TODAY, "-o", "out/findings.txt"),
        lay=small,
        admits="ไม่ได้",
    ),
    "checks --write": Deed(words=("checks", "--write", "site/checks.md"), lay=small),
    "schemas": Deed(words=("schemas", *IN_SITE), lay=small),
    "publish --record": Deed(
        words=("publish", "--record", *IN_SITE, *TODAY), lay=published
    ),
    "submission": Deed(
        words=("submission", *IN_SITE, *TODAY, "--year", "2568"),
        lay=submitted,
        heavy=True,
    ),
    "pdf": Deed(words=("pdf", *IN_SITE, *TODAY), lay=small, heavy=True),
    "build": Deed(words=("build", *IN_SITE, *TODAY), lay=published, heavy=True),
    "build again": Deed(
        words=("build", *IN_SITE, *TODAY, *MORE),
        lay=built,
        heavy=True,
    ),
    "build plain, with everything": Deed(
        words=("build", *IN_SITE, *TODAY, "--plain", "--force", *MORE),
        lay=built,
        heavy=True,
    ),
    "build of one agency": Deed(
        words=("build", *IN_SITE, *TODAY, "--agency", "ban-rai", *MORE),
        lay=built,
        heavy=True,
    ),
    "start": Deed(
        words=("start", *IN_SITE, *TODAY, "--no-open"), lay=started, heavy=True
    ),
    "publish": Deed(
        words=("publish", *IN_SITE, *TODAY),
        lay=up,
        varies=("/receipts/", "public/.prongsai", ".prongsai/"),
        heavy=True,
    ),
    "publish --undo": Deed(
        words=("publish", "--undo", *IN_SITE, *TODAY),
        lay=twice_up,
        varies=("/receipts/", "public/.prongsai", ".prongsai/"),
        again=False,
        heavy=True,
    ),
}
"""By the name under which the figures are kept."""
