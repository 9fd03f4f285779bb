"""Every package of open data is a Data Package whose cells are of their types."""

import datetime
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

import jsonschema
import pytest

from checkout import content_sources
from open_data import files_of, plan_of, read_csv
from prongsai.building import plan_site
from prongsai.opendata.table import buddhist
from small_site import YEAR, sources

TODAY = datetime.date(2025, 3, 31)
EXAMPLE = "tambon-tuayang"
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
