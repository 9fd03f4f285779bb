"""Files that do not fit together, and mistakes that cause no other findings."""

from typing import Any

import pytest

from each import each
from mistakes_tables import named, report, same_as_table
from model_walk import Field, fields, minimal, own_fields, with_value, yaml
from prongsai.findings import Finding
from prongsai.loading.file_kinds import KINDS, YEAR_FILES
from prongsai.yaml.reader import YamlPath, read_yaml
from small_site import AGENCY, FILES, YEAR, look, sources


def run(case: dict[str, Any]) -> str:
    given = sources(case["files"], (*FILES, *case.get("attachments", ())))
    return report(look(given)[1])


@named("references")
def test_what_does_not_fit_is_told_with_its_place(
    case: dict[str, Any], *, update_golden: bool
) -> None:
    same_as_table("references", case, run, update=update_golden)


def test_the_small_site_has_no_mistake() -> None:
    assert look(sources())[1] == ()


IIT = "https://itas.nacc.go.th/go/iit/abc"
FILE = {
    "site": "content/site.yml",
    "published": "content/published.yml",
    "catalogue": "content/catalogue/2568.yml",
    "agency": f"{AGENCY}/agency.yml",
    **{kind: f"{YEAR}/{kind}.yml" for kind in YEAR_FILES},
}
FIELDS = [(kind, field) for kind, model in KINDS.items() for field in fields(model)]


def test_every_kind_of_file_has_its_place_here() -> None:
    assert set(FILE) == set(KINDS)


LINKS = [one for one in FIELDS if one[1].type in {"text", "url"}]


@pytest.mark.slow
@each("one", LINKS, ids=[f"{kind}: {f}" for kind, f in LINKS])
def test_the_staffs_link_is_found_in_every_field(one: tuple[str, Field]) -> None:
    kind, field = one
    tree = with_value(KINDS[kind], field, [IIT] if field.many else IIT)
    if kind == "site":
        tree = {**tree, "version": "1"}
    findings = look(sources({FILE[kind]: yaml(tree)}))[1]
    found = [f for f in findings if f.code == "staff-only-link"]
    assert [(FILE[kind], field.name)] == [(f.place.path, f.field) for f in found]
    assert not {"missing-field", "unknown-field"} & {f.code for f in findings}


LISTS = [
    (kind, field, key)
    for kind, field in FIELDS
    if field.type == "record" and field.many
    for key in ("id", "code")
    if any(
        (inner.name, inner.type) in {("id", "id"), ("code", "code")}
        and inner.name == key
        for inner in own_fields(field.inner)
    )
]


@each("one", LISTS, ids=[f"{kind}: {field}.{key}" for kind, field, key in LISTS])
def test_no_list_has_an_id_or_a_code_twice(one: tuple[str, Field, str]) -> None:
    kind, field, key = one
    entry = {**minimal(field.inner), key: {"id": "a1", "code": "O1"}[key]}
    tree = with_value(KINDS[kind], field, [entry, dict(entry)])
    findings = look(sources({FILE[kind]: yaml(tree)}))[1]
    found = [f for f in findings if f.code == f"duplicate-{key}"]
    assert (*field.place, 1, key) == path_of(found[-1], yaml(tree))


def path_of(finding: Finding, text: str) -> YamlPath:
    """Return what is at the place of a finding."""
    places = read_yaml(text.encode(), finding.place.path).marks.places
    here = (finding.place.line, finding.place.column)
    return max((path for path, at in places.items() if at == here), key=len)


def test_the_walk_finds_the_lists_that_have_ids() -> None:
    names = {f"{kind}: {field.name}" for kind, field, _ in LISTS}
    assert {
        "agency: units",
        "measures: selection",
        "measures: steps",
        "disclosures: evidence",
        "disclosures: items",
        "catalogue: components",
        "scores: questions",
    } <= names
