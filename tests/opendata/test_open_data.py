"""Open data: all that is public in every file, nothing that is not, readable by any."""

import csv
import datetime
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from built_project import Project, copied
from open_data import fields, files_of, plan_of, read_csv
from prongsai.model.fields import Record
from prongsai.model.leaves import leaves
from prongsai.opendata.table import buddhist
from prongsai.site.never_published import withheld
from prongsai.site.verify import verify
from prongsai.spreadsheet import restored
from prongsai.storage.content_folder import read_sources, with_facts
from prongsai.thai.codes import Reference
from small_site import SITE, YEAR, sources

TODAY = datetime.date(2025, 3, 31)
EXAMPLE = "tambon-tuayang"
CRLF = "\r\n"
PUBLIC = fields(
    """
    total level
    instruments/code instruments/score instruments/remark
    indicators/code indicators/score indicators/remark
    sub_indicators/code sub_indicators/score
    questions/code questions/part questions/score questions/remark
    questions/statements/text questions/statements/score
    items/code items/score items/remark
    documents/id documents/kind documents/title documents/round documents/number
    documents/period_from documents/period_to documents/date documents/approved_by/post
    selection/heading
    analysis/id analysis/kind analysis/direction analysis/text
    analysis/scope/code analysis/scope/part analysis/scope/text
    measures/id measures/title measures/topic measures/recommendation measures/findings
    measures/budget
    measures/addresses/code measures/addresses/part measures/addresses/text
    measures/steps/id measures/steps/label measures/steps/text measures/steps/steps/id
    measures/steps/steps/label measures/steps/steps/text measures/units/text
    measures/schedule/text measures/schedule/from measures/schedule/to
    measures/schedule/repeats measures/expected
    measures/follow_up/id measures/follow_up/by measures/follow_up/text
    measures/follow_up/due measures/follow_up/due_text measures/follow_up/repeats
    measures/results/id measures/results/round measures/results/status
    measures/results/date measures/results/date_text measures/results/by
    measures/results/summary measures/results/obstacle
    measures/outcomes/text measures/outcomes/scores/code measures/outcomes/scores/part
    measures/outcomes/scores/score
    items/updated items/explanation items/evidence/id items/evidence/title
    items/evidence/url items/evidence/date items/evidence/year
    items/evidence/description items/components/id items/components/text
    link opens closes
    """
)
"""Fields whose every value is in a cell of its own."""


LISTED = fields(
    "measures/results/answers measures/results/evidence items/components/evidence"
)
"""Ids that are in a cell with others."""


LEFT_OUT = fields(
    """
    documents/prepared_by/post documents/prepared_by/date documents/reviewed_by/post
    documents/reviewed_by/date documents/approved_by/date documents/signed_file
    selection/id selection/rule selection/value selection/count analysis/selection
    analysis/no_measure measures/units/unit measures/note
    items/owner items/due items/visibility items/evidence/file
    items/evidence/personal_data items/evidence/show items/evidence/sheet
    items/evidence/columns items/evidence/caption items/evidence/unit
    items/assessor/score items/assessor/comment
    items/assessor/reply items/assessor/deadline items/confirmed/by items/confirmed/on
    items/confirmed/of items/components/confirmed/by items/components/confirmed/on
    items/components/confirmed/of how_to note
    """
)
"""Internal, only of use inside the YAML file, or not a table."""


def read_json(data: bytes) -> list[dict[str, str | bool | None]]:
    """Read JSON with figures as they are written."""
    rows: list[dict[str, str | bool | None]] = json.loads(
        data, parse_float=str, parse_int=str
    )
    return rows


def example(files: Mapping[str, bytes], year: int) -> dict[str, bytes]:
    start = f"{EXAMPLE}/{year}/"
    return {
        name.removeprefix(start): data
        for name, data in files.items()
        if name.startswith(start)
    }


def cells(tables: Mapping[str, bytes]) -> set[str]:
    """Return all cells of all CSV files, as their authors wrote them."""
    return {
        restored(cell)
        for name, data in tables.items()
        if name.endswith(".csv")
        for row in read_csv(data)
        for cell in row.values()
    }


def values(year: int) -> Iterator[tuple[str, object]]:
    """Yield the example's values of a year with their fields."""
    agency = next(a for a in plan_of().context.agencies if a.slug == EXAMPLE)
    found = agency.year(year)
    assert found is not None
    records = (found.scores, found.measures, found.disclosures, found.survey)
    for loaded in records:
        record: Record | None = loaded.value if loaded else None
        for path, value in leaves(record):
            yield "/".join(step for step in path if isinstance(step, str)), value


@pytest.mark.parametrize("year", [2567, 2568])
@pytest.mark.slow
def test_every_public_value_of_the_example_is_there(
    files: dict[str, bytes], year: int
) -> None:
    there = cells(example(files, year))
    words = {word for cell in there for word in cell.split()}
    checked = 0
    for field, value in values(year):
        if field in LISTED:
            assert str(value) in words, (field, value)
        elif field in PUBLIC:
            text = value.code if isinstance(value, Reference) else str(value)
            assert text in there, (field, value)
            if isinstance(value, datetime.date):
                assert buddhist(value) in there
        else:
            assert field in LEFT_OUT, field
        checked += 1
    assert checked > 300


@pytest.mark.slow
def test_json_says_what_csv_says(files: dict[str, bytes]) -> None:
    tables = [name.removesuffix(".csv") for name in files if name.endswith(".csv")]
    assert len(tables) > 60
    for name in tables:
        rows = read_csv(files[f"{name}.csv"])
        spoken = {None: "", True: "true", False: "false"}
        for one, two in zip(rows, read_json(files[f"{name}.json"]), strict=True):
            assert list(one) == list(two)
            for column, cell in two.items():
                text = cell if isinstance(cell, str) else spoken[cell]
                assert restored(one[column]) == text, (name, column)


@pytest.mark.slow
def test_csv_is_what_rfc_4180_and_excel_expect(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if not name.endswith(".csv"):
            continue
        assert data.startswith(b"\xef\xbb\xbf")
        text = data.decode("utf-8-sig")
        assert "\ufeff" not in text
        assert text.endswith(CRLF)
        assert "\n" not in text.replace(CRLF, "")
        assert text.count('"') % 2 == 0
        widths = {len(row) for row in csv.reader(io.StringIO(text, newline=""))}
        assert len(widths) == 1, name


def test_a_formula_reaches_no_spreadsheet_and_json_as_it_is() -> None:
    title = '=HYPERLINK("https://x.example","ก")'
    measures = SITE[f"{YEAR}/measures.yml"].replace(
        "title: สื่อสารให้ทั่วถึง", f"title: '{title}'"
    )
    made = files_of(plan_of(sources({f"{YEAR}/measures.yml": measures})))

    [row] = read_csv(made["ban-rai/2568/measures.csv"])
    assert row["title"] == f"'{title}"
    [entry] = read_json(made["ban-rai/2568/measures.json"])
    assert entry["title"] == title


INTERNAL = {
    f"{YEAR}/disclosures.yml": """\
items:
  - code: O1
    owner: clerk
    due: 2568-12-24
    explanation: เปิดเผย
    confirmed: {by: ผู้ลับหนึ่ง, on: 2568-12-23, of: f00}
    assessor: {score: 0, comment: ข้อสังเกตลับ, reply: คำตอบลับ, deadline: 2568-12-22}
    evidence:
      - {id: photo, title: ภาพ, file: ภาพ.png, personal_data: เหตุผลลับ}
  - code: O2
    visibility: internal
    explanation: ภายในลับ
    evidence:
      - {id: secret, title: หน้าลับ, url: "https://www.example.go.th/secret"}
""",
    f"{YEAR}/measures.yml": SITE[f"{YEAR}/measures.yml"]
    .replace(
        "    title: มาตรการ\n",
        "    title: มาตรการ\n"
        "    prepared_by: {post: ตำแหน่งลับ, name: นายลับหนึ่ง}\n"
        "    reviewed_by: {post: ตำแหน่งลับ, name: นายลับสอง}\n"
        "    approved_by: {post: นายก, name: นายลับสาม, acting_for: ลับสี่}\n",
    )
    .replace("evidence: [photo]", "evidence: [photo, secret]"),
}


def test_nothing_internal_is_there() -> None:
    made = files_of(plan_of(sources(INTERNAL)))
    whole = b"\n".join(made.values()).decode()

    assert "เปิดเผย" in whole
    assert "นายก" in whole
    for secret in ("ลับ", "secret", "clerk", "12-24", "12-23", "12-22", "f00"):
        assert secret not in whole, secret


def test_nothing_withheld_is_there(built_project: Project) -> None:
    given = with_facts(built_project.root, read_sources(built_project.root))
    made = plan_of(given)
    texts = [text for text, where in withheld(made.context).texts if "/2" not in where]
    assert texts
    for name, data in files_of(made).items():
        text = data.decode()
        assert [secret for secret in texts if secret in text] == [], name


def test_the_verifier_looks_into_open_data_too(
    built_project: Project, tmp_path: Path
) -> None:
    own = copied(built_project, tmp_path / "project")
    assert verify(own.site, own.terms) == ()
    secret = max((text for text, _ in own.terms.withheld.texts), key=len)
    leak = own.site / "data" / EXAMPLE / "2568" / "scores.csv"
    leak.write_bytes(leak.read_bytes() + secret.encode())

    codes = {finding.code for finding in verify(own.site, own.terms)}

    assert codes == {"site-leaked-text"}
