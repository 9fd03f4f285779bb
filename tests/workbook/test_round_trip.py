"""Export and import without an edit leave every byte; the cells alone hold all."""

import datetime
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from checkout import ROOT
from each import each
from examples import one_in, some
from prongsai.loading.validate import shape
from prongsai.model.measures import Measures
from prongsai.storage.content_folder import read_sources
from prongsai.workbook.book import Year, book_of
from prongsai.workbook.export import year_of
from prongsai.workbook.read import read_book
from prongsai.workbook.run import prepare
from prongsai.workbook.safe_text import guarded, restored, text_of
from prongsai.workbook.write import write_book
from prongsai.yaml.reader import read_yaml
from prongsai.yaml.writer import dump
from workbook_project import Hands, export, import_, project, prongsai, yaml

YEARS = sorted(
    (path.parent.name, int(path.name))
    for path in (ROOT / "content/agencies").glob("*/[0-9][0-9][0-9][0-9]")
)


def has_calc() -> bool:
    """Return whether LibreOffice is there with the part that reads workbooks."""
    office = shutil.which("soffice")
    return office is not None and any(Path(office).resolve().parent.glob("*sclo.*"))


def texts(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(root.rglob("content/**/*.yml"))}


@pytest.mark.parametrize(("slug", "year"), some(YEARS, 4))
@pytest.mark.slow
def test_every_agency_year_comes_back_byte_for_byte(slug: str, year: int) -> None:
    book = book_of(year_of(ROOT, slug, year))
    returned = read_book(write_book(book))
    imported, files = prepare(returned, read_sources(ROOT))
    assert not imported.failed
    assert files == {}
    assert returned.warned == ()


@pytest.mark.slow
@pytest.mark.parametrize("slug", some(sorted({slug for slug, _ in YEARS}), 3))
def test_the_cells_alone_write_the_files_again(slug: str, tmp_path: Path) -> None:
    """A folder without the year's files gets them from the workbook."""
    year = max(year for name, year in YEARS if name == slug)
    before = year_of(ROOT, slug, year)
    data = write_book(book_of(before))
    shutil.copytree(ROOT / "content", tmp_path / "content")
    folder = tmp_path / "content/agencies" / slug / str(year)
    for path in folder.glob("*.yml"):
        path.unlink()
    _, files = prepare(read_book(data), read_sources(tmp_path))
    for name, new in files.items():
        kind = Path(name).stem
        if before.trees.get(kind):
            assert tidy(read_yaml(new, name).tree) == tidy(before.trees[kind])


def tidy(tree: object) -> object:
    """Drop what a workbook does not hold, and order what has no order."""
    if isinstance(tree, dict):
        hidden = {"confirmed", "unplaced"}
        return {k: tidy(v) for k, v in sorted(tree.items()) if k not in hidden and v}
    if isinstance(tree, list):
        return [tidy(part) for part in tree]
    return " ".join(str(tree).split())


@pytest.mark.slow
def test_same_content_same_bytes(tmp_path: Path) -> None:
    root = project(tmp_path)
    first = export(root).read_bytes()
    assert export(root, "again.xlsx").read_bytes() == first


@pytest.mark.slow
@pytest.mark.skipif(not has_calc(), reason="LibreOffice Calc is not installed")
def test_a_workbook_saved_by_libreoffice_changes_nothing(tmp_path: Path) -> None:
    root = project(tmp_path)
    file = export(root)
    out = tmp_path / "saved"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(out),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    before = texts(root)
    done = import_(root, out / "book.xlsx")
    assert (done.exit_code, done.output) == (0, "ไม่มีอะไรเปลี่ยน\n")
    assert texts(root) == before


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")),
    min_size=1,
    max_size=12,
)
TEXT = st.lists(
    st.one_of(WORDS, st.sampled_from(["=1+1", "-", "@x", "'=", "_x0041_", "|", "\\|"])),
    min_size=1,
    max_size=4,
).map(" ".join)
DAY = st.dates(datetime.date(1957, 1, 1), datetime.date(2100, 1, 1)).map(
    lambda day: f"{day.year + 543}-{day.month:02}-{day.day:02}"
)
CODE = st.sampled_from(["2567:i1", "O27", "e5", "9.1", "OIT"])
SCORE = st.decimals(0, 100, places=2).map(str)


def record(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def with_ids(
    inner: st.SearchStrategy[dict[str, Any]],
    prefix: str,
    **needed: st.SearchStrategy[Any],
) -> st.SearchStrategy[list[dict[str, Any]]]:
    one = st.builds(lambda a, b: a | b, st.fixed_dictionaries(needed), inner)
    return st.lists(one, min_size=1, max_size=3).map(
        lambda some: [{"id": f"{prefix}{n}"} | each for n, each in enumerate(some, 1)]
    )


TARGETS = st.lists(
    st.one_of(
        st.fixed_dictionaries({"code": CODE}, optional={"wording": TEXT}),
        st.fixed_dictionaries({"text": TEXT}),
        st.fixed_dictionaries(
            {"code": st.sampled_from(["e1", "e2"]), "part": st.just("public")},
            optional={"wording": TEXT, "text": TEXT},
        ),
    ),
    min_size=1,
    max_size=3,
)
MEASURE = record(
    title=TEXT,
    addresses=TARGETS,
    findings=st.lists(TEXT, min_size=1, max_size=3),
    steps=with_ids(
        record(label=TEXT, steps=with_ids(st.just({}), "t", text=TEXT)), "s", text=TEXT
    ).map(lambda steps: steps[:1]),
    units=st.lists(st.fixed_dictionaries({"text": TEXT}), min_size=1, max_size=2),
    schedule=st.fixed_dictionaries(
        {"text": TEXT},
        optional={"from": DAY, "to": DAY, "repeats": st.just("quarterly")},
    ),
    follow_up=with_ids(record(due=DAY, by=st.just("executive")), "f", text=TEXT),
    results=with_ids(
        record(date=DAY, status=st.just("done"), obstacle=TEXT), "r", summary=TEXT
    ),
    outcomes=st.lists(
        st.fixed_dictionaries(
            {"text": TEXT},
            optional={
                "scores": st.lists(
                    st.fixed_dictionaries({"code": CODE}, optional={"score": SCORE}),
                    min_size=1,
                    max_size=2,
                )
            },
        ),
        min_size=1,
        max_size=2,
    ),
    expected=st.lists(TEXT, min_size=1, max_size=3),
    note=TEXT,
)
SCOPE = record(scope=TARGETS, direction=st.just("raise"), no_measure=TEXT)
TREES = st.builds(
    lambda measures, analysis: {"analysis": analysis, "measures": measures},
    with_ids(MEASURE, "m-"),
    with_ids(SCOPE, "a", kind=st.just("urgent"), text=TEXT),
)


@pytest.mark.slow
@settings(
    max_examples=one_in(5),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(tree=TREES)
def test_any_measures_come_back_from_the_cells(tree: dict[str, Any]) -> None:
    data = dump(tree).encode()
    read = read_yaml(data, "measures.yml")
    value, findings = shape(Measures, read)
    assert value is not None, findings
    agency = year_of(ROOT, "tambon-tuayang", 2568)
    trees = {"measures": read.tree, **dict.fromkeys(("scores", "disclosures"))}
    year = Year(
        slug=agency.slug,
        agency=agency.agency,
        fiscal_year=2568,
        rules=agency.rules,
        trees=trees,
    )
    returned = read_book(write_book(book_of(year)))
    sources = read_sources(ROOT)
    path = "content/agencies/tambon-tuayang/2568/measures.yml"
    kept = {k: v for k, v in sources.texts.items() if k != path}
    alone, files = prepare(returned, replace(sources, texts=kept))
    assert not alone.merged.problems
    assert read_yaml(files[path], path).tree == read.tree
    kept[path] = data
    again, files = prepare(returned, replace(sources, texts=kept))
    assert not again.failed
    assert path not in files


@given(text=st.text(max_size=20).map(lambda text: text.replace("\r", "\n")))
def test_a_guarded_text_never_runs_and_comes_back(text: str) -> None:
    cell = guarded(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    if all(sign >= " " or sign in "\n\t" for sign in text) and "\ufffe" not in text:
        assert restored(cell) == text.replace("\uffff", "\ufffd")


@each(
    ("value", "form", "expected"),
    [
        (datetime.date(2568, 3, 31), "General", "2568-03-31"),
        (datetime.date(2025, 3, 31), "General", "2568-03-31"),
        (91.8, "0.00", "91.80"),
        (91.805, "0.00", "91.805"),
        (98.965, "General", "98.965"),
        (7.0, "General", "7"),
        (75, "0.00", "75.00"),
        (True, "General", "true"),
        ("'=1", "@", "=1"),
        ("''=1", "@", "'=1"),
        ("'ก", "@", "'ก"),
        ("_x005F_x0041_", "@", "_x0041_"),
        (None, "", ""),
    ],
)
def test_a_cell_is_read_as_text(value: object, form: str, expected: str) -> None:
    assert text_of(value, form) == expected


@pytest.mark.slow
def test_a_formula_in_yaml_is_a_text_in_excel(tmp_path: Path) -> None:
    hands = Hands(export(project(tmp_path)))
    cell = hands.cell("measures", "title", "m-10")
    assert (cell.value, cell.data_type) == ("'=SUM(A1)", "s")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("unit", "measures", "items"),
    [("finance", ["m-09"], ["O1"]), ("สำนักปลัด", ["m-10"], ["O3"])],
)
def test_a_unit_gets_its_own_rows_with_those_of_its_sections(
    tmp_path: Path, unit: str, measures: list[str], items: list[str]
) -> None:
    root = project(tmp_path)
    hands = Hands(export(root, "unit.xlsx", "--unit", unit))
    assert "คะแนน" not in hands.book.sheetnames
    for name, expected in (("measures", measures), ("disclosures", items)):
        column = [cell.value for cell in hands.sheet(name)["A"][2:] if cell.value]
        assert list(dict.fromkeys(column)) == expected
    before = yaml(root)
    assert import_(root, hands.save()).exit_code == 0
    assert yaml(root) == before


def test_an_unknown_unit_or_year_is_wrong_usage(tmp_path: Path) -> None:
    root = project(tmp_path)
    unit = prongsai("export", "--xlsx", "-C", root, "--unit", "กองช่าง")
    assert unit.exit_code == 2
    assert "finance (กองคลัง)" in unit.output
    year = prongsai("export", "--xlsx", "-C", root, "--year", "2600")
    assert (year.exit_code, "2568" in year.output) == (2, True)
