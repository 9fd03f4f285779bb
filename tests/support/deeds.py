"""Every command that writes, with its folder, to be broken and run twice.

A deed is done in an empty folder, `desk`, that holds the project (`desk/site`), what
comes in and what goes out. What one deed needs of another is made by that command.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import small_site
from deed_folders import (
    ANSWERS,
    BRACES,
    CONFIRM,
    IN_SITE,
    MORE,
    SLUGS_OF_MANY,
    TODAY,
    built,
    command,
    documents,
    exported,
    filled,
    hub,
    many,
    published,
    put,
    small,
    started,
    submitted,
    twice_up,
    two_sites,
    up,
    with_evidence,
)
from deed_years import (
    HAND_ON,
    ROLL,
    TICK,
    drafted,
    handed_on,
    last_year,
    manual,
    read,
    rolled,
    ticked,
)


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
        parts: beginnings of paths that are old or new each for itself where it admits
            something; the rest of what it builds follows them.
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
    parts: tuple[str, ...] = ()

    def do(self) -> None:
        """Type it in the current folder."""
        command(*self.words)


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
    "build of many agencies": Deed(
        words=("build", *IN_SITE, *TODAY, "--jobs", "2"),
        lay=many,
        heavy=True,
        admits="คงหน้าเดิม",
        parts=tuple(f"site/build/site/{slug}/" for slug in SLUGS_OF_MANY),
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
