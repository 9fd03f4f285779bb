"""However a word is written, the search finds it; and it marks whole clusters."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from checkout import ROOT
from reader_site import ReaderSite, run_node

SEARCH = ROOT / "theme" / "assets" / "js" / "search.js"
BUDGET = 6144
MARKS = re.compile("[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]")

A, B, C = "ทต.ปลาไหล", "ทม.พนัสนิคม", "ทต.โพหัก"
ROWS = [
    ["a/2568/o27/", "O27 มาตรการส่งเสริมคุณธรรม", "o27 e4 i13", "ดำเนินการ", A, "2568"],
    ["a/2568/o2/", "O2 ข้อมูลผู้บริหาร", "o2", "ปี ๒๕๖๘ และน้ำใช้", A, "2568"],
    ["b/2567/o12/", "O12 รายการ", "o12", "การจัดซื้อ จัดจ้าง สะดว กรวดเร็ว", B, "2567"],
    ["c/2564/o7/", "O7 แผน", "o7", "แเละ No Gift Policy\u200bฉบับ 64", C, "2564"],
]
SCRIPT = """
const [module, rows, queries] = JSON.parse(require("fs").readFileSync(0));
const { prepare, search } = require(module);
const found = (query) => search(prepare(rows), ...query).map((row) => row[0]);
console.log(JSON.stringify(queries.map(found)));
"""
NEAREST = SCRIPT.replace("search", "nearest")
NEAR = 'globalThis.THNEAR = [["อีเซอร์วิส", "E-Service"], ["เบอร์โทร", "โทรศัพท์"]];\n'
MORE = [
    ["o2/", "O2 ข้อมูลผู้บริหาร", "o2", "ตำแหน่ง ชื่อ โทรศัพท์ ปลัดเทศบาล", A, "2568"],
    ["o18/", "O18 แจ้งเรื่องร้องเรียนการทุจริต", "o18", "ช่องทาง", A, "2568"],
    ["o5/", "O5 การให้บริการ", "o5", "ระบบ E-Service ของผู้ใหญ่", A, "2568"],
]
O27, O2, O12, O7 = (row[0] for row in ROWS)


def asked(
    script: str, rows: list[list[str]], queries: Iterable[str]
) -> dict[str, list[str]]:
    """Return what is found for each query; one start of Node for all."""
    wanted = list(queries)
    answers = run_node(script, [str(SEARCH), rows, [[query] for query in wanted]])
    return dict(zip(wanted, answers, strict=True))


SPELLINGS = {
    "o27": [O27],
    "O27": [O27],
    "027": [O27],
    "๐๒๗": [O27],
    "O๒๗": [O27],
    "o2": [O2, O27],
    "e4": [O27],
    "2568": [O2, O27],
    "๒๕๖๘": [O2, O27],
    "ดำเนินการ": [O27],
    "ดําเนินการ": [O27],
    "ด\u200bำเนิน": [O27],
    "น้ำ": [O2],
    "นํ้า": [O2],
    "น้ํา": [O2],
    "นำ้": [O2],
    "น้้ำใช้": [O2],
    "ข้อมูลผู้บริหาร": [O2],
    "เเผน": [O7],
    "ดํําเนินการ": [O27],
    "จัดซื้อจัดจ้าง": [O12],
    "จัดซื้อ จัดจ้าง": [O12],
    "สะดวกรวดเร็ว": [O12],
    "gift POLICY": [O7],
    "จัดซื้อ มาตรการ": [],
    "มาตรการ ปลาไหล 2568": [O27],
    "พนัสนิคม": [O12],
    "ไม่มีคำนี้": [],
    "": [],
    "   ": [],
    "(.*[": [],
}


def test_a_word_is_found_in_every_spelling() -> None:
    found = asked(SCRIPT, ROWS, SPELLINGS)
    first = {query: found[query][: len(SPELLINGS[query])] for query in SPELLINGS}
    assert first == SPELLINGS
    assert [query for query in found if found[query] and not SPELLINGS[query]] == []


MEANINGS = {
    "อีเซอร์วิส": ["o5/"],
    "e-service": ["o5/"],
    "เบอร์โทรปลัด": ["o2/"],
    "ร้องเรียนทุจริต": ["o18/"],
    "ร้องเรียนของการทุจริต": ["o18/"],
    "ปลัดทุจริต": [],
}


def test_a_compound_and_words_of_one_meaning_are_found() -> None:
    assert asked(NEAR + SCRIPT, MORE, MEANINGS) == MEANINGS


NEAR_TO = {
    "ผู้บรืหาร": ["o2/"],
    "ทุจริด": ["o18/"],
    "ผูใหญ": ["o5/"],
    "ดาวอังคาร": [],
    "ฌ": [],
    "": [],
}


@pytest.mark.slow
def test_what_is_on_no_page_has_its_nearest() -> None:
    assert asked(SCRIPT, MORE, NEAR_TO) == {query: [] for query in NEAR_TO}
    assert asked(NEAREST, MORE, NEAR_TO) == NEAR_TO


@pytest.mark.slow
def test_agency_and_year_narrow_the_search() -> None:
    def found(*filters: str) -> list[str]:
        [result] = run_node(SCRIPT, [str(SEARCH), ROWS, [["o", *filters]]])
        return sorted(result)

    assert found() == sorted(row[0] for row in ROWS)
    assert found(A) == sorted([O27, O2])
    assert found("", "2567") == [O12]
    assert found(A, "2567") == []


@pytest.mark.site
def test_marks_never_cut_a_cluster(site: ReaderSite) -> None:
    texts = [text for page in site.plan.pages for text in [page.title]]
    texts += ["น้ำใช้ที่นี่ ๒๕๖๘ ก้ำกึ่ง เรื่องร้องเรียนฯ", "ดําเนินการ เเละ ปี่ ปี้"]
    words = ["น", "ก", "ที", "ร", "เร", "2568", "ดำ", "ป", "แ", "รอง"]
    spans = run_node(
        """
        const [module, texts, words] = JSON.parse(require("fs").readFileSync(0));
        const { fold, spans } = require(module);
        const folded = words.map((word) => fold(word)[0]);
        console.log(JSON.stringify(texts.map((text) => spans(text, folded))));
        """,
        [str(SEARCH), texts, words],
    )
    assert sum(map(len, spans)) > 500
    for text, found in zip(texts, spans, strict=True):
        for start, end in found:
            assert start < end <= len(text)
            assert not MARKS.match(text[start]), (text, start)
            assert end == len(text) or not MARKS.match(text[end]), (text, end)


@pytest.mark.slow
def test_a_text_is_folded_once_however_many_letters_are_typed() -> None:
    folded = run_node(
        """
        const [module, text] = JSON.parse(require("fs").readFileSync(0));
        const { spans } = require(module), own = String.prototype.replace;
        let times = 0;
        String.prototype.replace = function (...more) {
          times += this.length === text.length;
          return own.apply(this, more);
        };
        const found = ["น", "น้", "น้ำ"].map((word) => spans(text, [word]).length);
        console.log(JSON.stringify([times, found]));
        """,
        [str(SEARCH), "น้ำใช้ " * 100],
    )
    assert folded == [1, [100, 100, 100]]


def test_the_script_fits_its_budget() -> None:
    assert SEARCH.stat().st_size <= BUDGET


@pytest.mark.site
def test_only_the_search_page_loads_the_index(site: ReaderSite) -> None:
    loading = {
        Path(file).relative_to(site.root).as_posix()
        for file in site.root.rglob("*.html")
        if re.search(r"search-index\.js|js/search\.js", file.read_text("utf-8"))
    }
    assert loading == {"search/index.html"}
