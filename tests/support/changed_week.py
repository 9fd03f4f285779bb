"""A repository with the changes of a week, and what `diff` says of it."""

import dataclasses
import datetime
import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from click.testing import CliRunner, Result

from checkout import ROOT
from git_project import AGENCY, edit
from prongsai.cli import cli
from prongsai.comparing.difference import Difference, difference
from prongsai.comparing.revision import Coverage, read_content
from prongsai.findings import Finding, Place
from prongsai.reports.report import Heading, Since
from prongsai.storage.git_revision import read_revision

SCHEMA = json.loads(
    (ROOT / "generator/prongsai/comparing/diff.schema.json").read_text(encoding="utf-8")
)


ITEMS = f"{AGENCY}/2568/disclosures.yml"
SCORES = f"{AGENCY}/2568/scores.yml"
MEASURES = f"{AGENCY}/2568/measures.yml"
PDF = f"{AGENCY}/2568/files/ทำเนียบผู้บริหาร.pdf"


def diff(root: Path, *arguments: str) -> Result:
    line = ["diff", "-C", str(root), "--today", "2568-03-31", *arguments]
    result = CliRunner().invoke(cli, line, catch_exceptions=False)
    assert result.exit_code in {0, 2}, result.output
    return result


def found(root: Path, *arguments: str) -> Any:
    value = json.loads(diff(root, *arguments, "--format", "json").stdout)
    jsonschema.validate(value, SCHEMA)
    return value


@cache
def of_the_week(week: Path) -> Any:
    return found(week, "HEAD~1", "HEAD")


def without_item(root: Path, code: str, following: str) -> None:
    file = root / ITEMS
    text = file.read_text(encoding="utf-8")
    begin, end = (text.index(f"  - code: {one}\n") for one in (code, following))
    file.write_text(text[:begin] + text[end:], encoding="utf-8")


def changes_of_a_week(root: Path) -> None:
    """Edit as an office would: scores, an item, a step, a document, a contact."""
    edit(root, SCORES, ("score: 95.05", "score: 95.50"), ("ผ่านดี", "ดี"))
    edit(
        root,
        ITEMS,
        ("code: O1\n    owner: administration\n", "code: O1\n    owner: planning\n"),
        ("updated: 2568-01-15", "updated: 2568-02-20"),
    )
    without_item(root, "O24", "O25")
    edit(root, MEASURES, ("post: ปลัดเทศบาล", "post: รองปลัดเทศบาล"))
    edit(
        root,
        f"{AGENCY}/agency.yml",
        ("  - kind: fax\n    text: 0-0000-0001\n", ""),
        ("contacts:\n", "contacts:\n  - kind: other\n    text: วิทยุชุมชน <FM 99>\n"),
    )
    (root / PDF).write_bytes((root / PDF).read_bytes() + b"\n")
    edit(root, f"{AGENCY}/2568/survey.yml", ("link: https", "# ใหม่\nlink:   https"))


NEW = Finding(
    code="bad-score",
    place=Place(path=SCORES, line=14, column=5),
    facts=(("value", "195"), ("field", "score")),
    agency="tambon-tuayang",
    year=2568,
)


@cache
def fixed(week: Path) -> Difference:
    """Return the week's changes, with what other rules would say put in by hand."""
    day = datetime.date(2025, 3, 31)
    base, head = (
        read_content(name, digest * 40, read_revision(week, name), day)
        for name, digest in (("HEAD~1", "a"), ("HEAD", "b"))
    )
    heading = Heading(
        program="2569.1",
        catalogue=datetime.date(2026, 11, 20),
        date=day,
        commit="b" * 40,
    )
    key = ("tambon-tuayang", 2568)
    return dataclasses.replace(
        difference(heading, base, head),
        coverage={
            key: (
                Coverage(pages=24, of=28, complete=9, incomplete=2, unknown=17),
                Coverage(pages=27, of=28, complete=10, incomplete=1, unknown=17),
            )
        },
        findings=Since(
            revision="HEAD~1",
            new=(NEW,),
            old=(),
            fixed=(dataclasses.replace(NEW, year=2567),),
        ),
    )
