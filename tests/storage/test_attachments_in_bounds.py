"""No attachment is too large, too damaged or too odd for the reader."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

import small_site
from attached_files import excel_file, facts_in, pdf_of, picture, word_file, zipped
from each import each
from office_files import excel
from prongsai.storage.attachments import (
    Facts,
    FileKind,
    Runs,
    Trouble,
    Unread,
    sheets,
)
from prongsai.storage.attachments.read import (
    MAX_JUDGED,
    MAX_READ,
    facts_of,
    judge,
    readers,
)
from prongsai.storage.attachments.sheets import read_sheets
from prongsai.storage.content_folder import read_sources, with_facts

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
WORD = "word/document.xml"
BOMBS = {
    "one-part": lambda: {WORD: b"<w>" + b" " * 51_000_000},
    "entities": lambda: {
        WORD: b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><w>&c;</w>'
    },
    "outside": lambda: {
        WORD: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'
    },
    "many-parts": lambda: {WORD: b"<w/>"} | {f"p/{n}": b"" for n in range(10_001)},
}


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.slow
def test_a_bomb_is_not_unpacked(name: str, tmp_path: Path) -> None:
    facts = facts_in(tmp_path, zipped(**BOMBS[name]()))
    assert facts == Facts(
        kind=FileKind.DOCX, trouble=Trouble.SUSPICIOUS, unread=(Unread.BROKEN,)
    )


def test_a_long_text_is_read_up_to_the_limit(tmp_path: Path) -> None:
    line = b"<p><t>" + b"a" * 1000 + b"</t></p>"
    facts = facts_in(tmp_path, zipped(**{WORD: b"<w>" + line * 2500 + b"</w>"}))
    assert facts.trouble is Trouble.LIMIT
    assert 1_900_000 < len(facts.text or "") < 2_100_000


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf_of("Plan")[:300], FileKind.PDF),
        (b"%PDF-1.7\nnothing", FileKind.PDF),
        (zipped(**{WORD: b"<w><t>not closed"}), FileKind.DOCX),
        (word_file()[:4000], FileKind.ZIP),
    ],
)
def test_damage_is_a_fact(data: bytes, kind: FileKind, tmp_path: Path) -> None:
    facts = facts_in(tmp_path, data)
    assert facts.kind is kind
    assert facts.trouble is (Trouble.NONE if kind is FileKind.ZIP else Trouble.BROKEN)


def test_one_long_text_in_very_many_cells_makes_no_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = excel([["ก" * 50], ["ก" * 50]])
    assert len(read_sheets(data, ".xlsx")) == 1
    monkeypatch.setattr(sheets, "MAX_LETTERS", 99)
    assert read_sheets(data, ".xlsx") == ()


@pytest.mark.slow
def test_what_ended_one_reader_is_not_given_to_the_next(tmp_path: Path) -> None:
    bomb = zipped(**{"xl/workbook.xml": b"<a/>", "b.bin": bytes(200_000_001)})
    root = small_site.write(tmp_path)
    (root / small_site.YEAR / "files/a.xlsx").write_bytes(bomb)
    known = with_facts(root, read_sources(root)).attachments
    (one,) = (one for path, one in known.items() if path.endswith("a.xlsx"))
    assert one.facts is not None
    assert one.facts.trouble is Trouble.SUSPICIOUS
    kept = [path.name for path in (root / "build/cache/attachments").iterdir()]
    assert f"{one.sha256}.json" in kept
    assert f"{one.sha256}.xlsx.json" not in kept


SAMPLES = (pdf_of("Plan"), word_file(), excel_file(), picture("JPEG", gps=True), OLE)


@pytest.mark.slow
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 99_999), st.binary(max_size=8)), max_size=5),
    st.integers(0, 100),
)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_bytes_make_the_reader_fail(
    tmp_path: Path, data: bytes, changes: list[tuple[int, bytes]], cut: int
) -> None:
    for at, new in changes:
        start = at % len(data)
        data = data[:start] + new + data[start + len(new) :]
    kept = data[: len(data) * cut // 100] if cut else data
    assert isinstance(facts_in(tmp_path, kept), Facts)


@each("form", ["PNG", "JPEG", "GIF", "WEBP", "TIFF"])
def test_a_picture_that_is_cut_off_is_damaged(form: str) -> None:
    out = io.BytesIO()
    noise = Image.effect_noise((90, 60), 90)
    noise.save(out, form)
    whole = out.getvalue()
    assert facts_of(whole, readers()).trouble is Trouble.NONE
    cut = facts_of(whole[: len(whole) * 2 // 3], readers())
    assert cut.trouble is Trouble.BROKEN
    assert Unread.BROKEN in cut.unread


def test_what_a_file_too_large_to_be_searched_would_run_is_still_known(
    tmp_path: Path,
) -> None:
    large = tmp_path / "ใหญ่.zip"
    with zipfile.ZipFile(large, "w") as archive:
        archive.writestr("ภาพ.bin", bytes(MAX_READ + 1))
        archive.writestr("ติดตั้ง.exe", b"MZ")
    _, facts = judge(large)
    assert (facts.trouble, facts.runs) == (Trouble.LIMIT, Runs.PROGRAM)
    assert facts.unread == (Unread.LIMIT,)


@pytest.mark.slow
def test_a_file_that_is_too_large_to_be_judged_counts_as_stopped(
    tmp_path: Path,
) -> None:
    huge = tmp_path / "ใหญ่มาก.pdf"
    with huge.open("wb") as stream:
        stream.write(b"%PDF-1.7\n")
        stream.truncate(MAX_JUDGED + 1)
    assert judge(huge)[1].trouble is Trouble.STOPPED
