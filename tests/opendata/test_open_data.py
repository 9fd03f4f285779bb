"""Open data: all that is public in every file, nothing that is not, readable by any."""

import csv
import datetime
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from built_project import Project, copied
from checkout import content_sources
from prongsai.building import plan_site
from prongsai.model.fields import Record
from prongsai.model.leaves import leaves
from prongsai.opendata.table import buddhist
from prongsai.opendata.view import DataView
from prongsai.site.never_published import withheld
from prongsai.site.page_types import Plan
from prongsai.site.verify import verify
from prongsai.spreadsheet import restored
from prongsai.storage.content_folder import read_sources, with_facts
from prongsai.thai.codes import Reference
from reader_site import ReaderSite
from small_site import SITE, YEAR, sources

TODAY = datetime.date(2025, 3, 31)
EXAMPLE = "tambon-tuayang"
CRLF = "\r\n"
Cells = dict[str, str]


def fields(text: str) -> frozenset[str]:
    """Return the fields that a text names."""
    return frozenset(text.split())


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


def plan_of(given: object = None) -> Plan:
    """Plan the repository's content, or a small site."""
    sources_ = content_sources(TODAY) if given is None else given
    _, plan = plan_site(sources_, TODAY)  # type: ignore[arg-type]  # JSON
    assert plan is not None
    return plan


def files_of(plan: Plan, folder: str = "data/") -> dict[str, bytes]:
    """Return the files of open data below a folder, by their names from there."""
    return {
        made.address.removeprefix(folder): made.data
        for made in plan.made
        if made.address.startswith(folder)
    }


def read_csv(data: bytes) -> list[Cells]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def read_json(data: bytes) -> list[dict[str, str | bool | None]]:
    """Read JSON with figures as they are written."""
    rows: list[dict[str, str | bool | None]] = json.loads(
        data, parse_float=str, parse_int=str
    )
    return rows


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of()


@pytest.fixture(scope="module")
def files(plan: Plan) -> dict[str, bytes]:
    return files_of(plan)


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


SCHEMA = {
    "type": "object",
    "required": ["name", "title", "description", "profile", "resources"],
    "properties": {
        "profile": {"const": "data-package"},
        "name": {"type": "string", "pattern": "^([-a-z0-9._/])+$"},
        "title": {"type": "string", "minLength": 1},
        "description": {"type": "string", "minLength": 1},
        "homepage": {"type": "string", "format": "uri"},
        "sources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "required": ["title"],
                "properties": {"title": {"type": "string"}, "path": {"type": "string"}},
            },
        },
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path", "profile"],
                "properties": {
                    "name": {"type": "string", "pattern": "^([-a-z0-9._/])+$"},
                    "path": {"type": "string", "pattern": r"^[a-z_]+\.(csv|json)$"},
                    "title": {"type": "string", "minLength": 1},
                    "format": {"enum": ["csv", "json"]},
                    "mediatype": {"type": "string", "pattern": "^(.+)/(.+)$"},
                    "encoding": {"const": "utf-8"},
                    "bytes": {"type": "integer"},
                    "hash": {"type": "string", "pattern": "^sha256:[a-f0-9]{64}$"},
                    "profile": {"enum": ["tabular-data-resource", "data-resource"]},
                    "schema": {"$ref": "#/$defs/table"},
                },
                "if": {"properties": {"profile": {"const": "tabular-data-resource"}}},
                "then": {"required": ["schema"]},
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
    "$defs": {
        "table": {
            "type": "object",
            "required": ["fields"],
            "properties": {
                "missingValues": {"type": "array", "items": {"type": "string"}},
                "fields": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "type": "object",
                        "required": ["name", "title", "type"],
                        "properties": {
                            "name": {"type": "string"},
                            "title": {"type": "string", "minLength": 1},
                            "type": {
                                "enum": [
                                    "string",
                                    "integer",
                                    "number",
                                    "boolean",
                                    "date",
                                ]
                            },
                            "constraints": {
                                "properties": {
                                    "enum": {"type": "array", "minItems": 1},
                                    "pattern": {"type": "string"},
                                },
                                "additionalProperties": False,
                            },
                        },
                        "additionalProperties": False,
                    },
                },
            },
            "additionalProperties": False,
        }
    },
}
"""The part of the Data Package schema (version 1) that we write, and nothing else."""

TYPES = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "boolean": lambda text: {"true": True, "false": False}[text],
    "date": datetime.date.fromisoformat,
}


def packages(files: Mapping[str, bytes]) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield every package with the folder in which it lies."""
    for name, data in files.items():
        folder, _, file = name.rpartition("/")
        if file == "datapackage.json":
            yield f"{folder}/", json.loads(data)


@pytest.mark.slow
def test_every_package_is_a_data_package(files: dict[str, bytes]) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    found = dict(packages(files))
    assert len(found) > 10
    for folder, package in found.items():
        jsonschema.validate(package, SCHEMA)
        described = set()
        for one in package["resources"]:  # type: ignore[attr-defined]  # JSON
            data = files[folder + one["path"]]
            assert one["bytes"] == len(data)
            assert one["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            assert one["name"] not in described
            described |= {one["name"], one["path"]}
        names = {name for name in files if name.startswith(folder)}
        assert {folder + name for name in described} >= names - {
            f"{folder}datapackage.json"
        }


def test_every_cell_is_of_its_type(files: dict[str, bytes]) -> None:
    for folder, package in packages(files):
        for one in package["resources"]:  # type: ignore[attr-defined]  # JSON
            if one["format"] != "csv":
                continue
            fields = {field["name"]: field for field in one["schema"]["fields"]}
            rows = read_csv(files[folder + one["path"]])
            assert rows
            assert list(rows[0]) == list(fields)
            for name, field in fields.items():
                known = {row[name] for row in rows} - {""}
                limits = field.get("constraints", {})
                for cell in known:
                    TYPES[field["type"]](cell)  # type: ignore[operator]  # JSON
                    assert cell in limits.get("enum", known), (folder, name, cell)
                    assert re.fullmatch(limits.get("pattern", ".*"), cell)


def test_words_are_thai_and_no_licence_is_made_up(files: dict[str, bytes]) -> None:
    thai = re.compile("[ก-๛]")
    for _, package in packages(files):
        assert "licenses" not in package
        assert "สัญญาอนุญาต" in str(package["description"])
        for one in package["resources"]:  # type: ignore[attr-defined]  # JSON
            assert thai.search(one["title"])
            for field in one.get("schema", {}).get("fields", ()):
                assert thai.search(field["title"]) or field["title"] == "id"


def test_demonstrations_say_so(files: dict[str, bytes]) -> None:
    found = {folder: str(one["description"]) for folder, one in packages(files)}
    assert "สมมติ" in found[f"{EXAMPLE}/2568/"]
    assert "สาธิต" in found["plalai/2568/"]


def test_a_date_has_both_eras(files: dict[str, bytes]) -> None:
    [row] = read_csv(files[f"{EXAMPLE}/2568/survey.csv"])

    assert (row["opens"], row["opens_be"]) == ("2025-02-03", "2568-02-03")
    assert buddhist(datetime.date(2024, 2, 29)) == "2567-02-29"


def test_figures_stay_as_printed_and_say_whether_they_are_computed() -> None:
    scores = "total: 93.70\nquestions:\n  - {code: i1, score: 98.965}\n"
    data = files_of(plan_of(sources({f"{YEAR}/scores.yml": scores})))

    rows = read_csv(data["ban-rai/2568/scores.csv"])
    assert {(row["kind"], row["score"], row["computed"]) for row in rows} >= {
        ("total", "93.70", "false"),
        ("question", "98.965", "false"),
    }
    assert b'"score": 93.70' in data["ban-rai/2568/scores.json"]


def test_computed_figures_are_marked(files: dict[str, bytes]) -> None:
    rows = [
        row for n in files if n.endswith("scores.csv") for row in read_csv(files[n])
    ]

    assert {row["kind"] for row in rows if row["computed"] == "true"} >= {"instrument"}
    assert {row["computed"] for row in rows} == {"true", "false"}


@pytest.mark.slow
def test_another_day_gives_the_same_files(files: dict[str, bytes]) -> None:
    _, later = plan_site(content_sources(TODAY), datetime.date(2026, 1, 15))
    assert later is not None

    assert files_of(later) == files


def test_in_the_site_of_one_agency_its_part_falls_away() -> None:
    site = "version: 1\ntitle: บ้านไร่\nmode: agency\nagency: ban-rai\n"
    made = plan_of(sources({"content/site.yml": site}))

    assert "2568/datapackage.json" in files_of(made)
    rows = read_csv(files_of(made)["2568/disclosures.csv"])
    assert rows[0]["address"] == "/2568/o1/"
    assert "homepage" not in json.loads(files_of(made)["2568/datapackage.json"])


def test_without_data_there_is_no_page() -> None:
    files_ = ("scores", "measures", "disclosures", "survey")
    nothing = {f"{YEAR}/{name}.yml": None for name in files_}
    made = plan_of(sources(nothing | {f"{YEAR}/scores.yml": "source: {document: ก}\n"}))

    assert files_of(made) == {}
    assert [page for page in made.pages if isinstance(page.view, DataView)] == []


@pytest.mark.site
def test_the_page_lists_every_file_with_its_size(site: ReaderSite) -> None:
    files_ = files_of(site.plan, f"data/{EXAMPLE}/")
    text = site.html(f"data/{EXAMPLE}/")
    links = dict(
        re.findall(
            r'<a href="([^"]+)" download>.*?</a> <span class="meta nb">([^<]+)', text
        )
    )

    assert set(links) == set(files_)
    assert all(
        (site.root / "data" / EXAMPLE / name).read_bytes() == files_[name]
        for name in links
    )
    size = len(files_["2568/scores.csv"])
    assert links["2568/scores.csv"] == site.plan.context.words.size(size)


@pytest.mark.site
def test_the_checklist_leads_to_the_data_of_its_year(site: ReaderSite) -> None:
    anchor = f"{EXAMPLE}-2568"

    page = f"data/{EXAMPLE}/"
    assert f'href="../../{page}#{anchor}"' in site.html(f"{EXAMPLE}/2568/")
    assert f'id="{anchor}"' in site.html(page)


@pytest.mark.site
def test_links_to_the_data_of_before_lead_to_a_link_to_it(site: ReaderSite) -> None:
    anchor = f"{EXAMPLE}-2568"
    listed = site.html("data/")
    assert f'<li id="{anchor}"><a href="{EXAMPLE}/#{anchor}">' in listed
