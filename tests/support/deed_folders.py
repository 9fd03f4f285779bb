"""Folders in which commands that write are typed, each as far as the command needs."""

import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import small_site
import workbook_project
from edited_hub import SLUGS, copy_an_agency, make_project, write
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
MANY = "version: 1\ntitle: รวม\nmode: hub\nsite_url: https://hub.example.go.th/\n"
SLUGS_OF_MANY = (*SLUGS, "copy-0", "copy-1", "copy-2")
BRACES = """\
items:
  - {code: O1, evidence: [{id: photo, title: ภาพ, file: ภาพ.png}],}  # มีจุลภาคท้าย
  - {code: O2, evidence: [{id: page, title: หน้าเว็บ, url: 'https://www.example.go.th/page'}]}
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


def many(desk: Path) -> None:
    """Lay a hub of so many agencies that processes share them, built and changed."""
    root = make_project(desk / "site")
    write(root, "content/site.yml", MANY)
    for at in range(3):
        copy_an_agency(root, at)
    done(desk, "build", *IN_SITE, *TODAY, "--jobs", "1")
    for at in range(5):
        path = root / f"content/agencies/{SLUGS_OF_MANY[at]}/2568/measures.yml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("สื่อสารให้ทั่วถึง", "สื่อสารทุกเดือน"), "utf-8")


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


CONFIRM = ("confirm", "O1", *IN_SITE, "--year", "2568", "--by", "ปลัด", "--on", DAY)
