"""Which file is what: names of files and folders, links, other systems."""

import os
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest

from mistakes_tables import named, report, same_as_table
from prongsai.storage.content_folder import read_sources
from small_site import AGENCY, FILES, YEAR, look, sources, write


def run(case: dict[str, Any]) -> str:
    given = sources(case["files"], (*FILES, *case.get("attachments", ())))
    return report(look(given)[1])


@named("load")
def test_a_misplaced_file_is_told(case: dict[str, Any], *, update_golden: bool) -> None:
    same_as_table("load", case, run, update=update_golden)


def told(root: Path) -> str:
    return report(look(read_sources(root))[1])


def test_the_small_site_reads_the_same_from_the_disk(tmp_path: Path) -> None:
    on_disk, in_memory = read_sources(write(tmp_path)), sources()
    assert (in_memory.texts, in_memory.attachments.keys()) == (
        on_disk.texts,
        on_disk.attachments.keys(),
    )
    assert in_memory.fingerprint != ""
    assert told(tmp_path) == ""


def outside(path: str) -> str:
    return (
        f"{path}:1:1: error[file-outside] "
        f"“{path}” เป็นทางลัด (link) ไปยังไฟล์นอกโฟลเดอร์ content\n"
        "  → คัดลอกไฟล์จริงมาวางแทนทางลัด\n"
    )


def no_file(path: str) -> str:
    return (
        f"{path}:1:1: error[not-a-file] เปิดอ่าน “{path}” ไม่ได้ "
        "เพราะไม่มีสิทธิ์อ่าน ไม่ใช่ไฟล์ธรรมดา "
        "หรือเป็นทางลัด (link) ที่ชี้ไปยังโฟลเดอร์หรือสิ่งที่ไม่มี\n"
        "  → ถ้าเป็นทางลัด ให้คัดลอกไฟล์จริงมาวางแทน "
        "ถ้าเป็นไฟล์จริง ให้ผู้ดูแลเครื่องแก้สิทธิ์การอ่าน แล้วตรวจอีกครั้ง\n"
    )


@pytest.mark.parametrize("name", [f"{YEAR}/files/secret.pdf", f"{YEAR}/secret.yml"])
def test_a_link_to_a_file_outside_is_refused(tmp_path: Path, name: str) -> None:
    root = write(tmp_path / "site")
    (tmp_path / "secret").write_text("password: 1\n")
    (root / name).symlink_to(tmp_path / "secret")
    assert outside(name) == told(root)
    assert "password" not in str(read_sources(root))


@pytest.mark.parametrize("name", ["content/agencies/other", f"{YEAR}/files/more"])
def test_a_link_to_a_folder_outside_is_refused(tmp_path: Path, name: str) -> None:
    root = write(tmp_path / "site")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "agency.yml").write_text("password: 1\n")
    (root / name).symlink_to(tmp_path / "other", target_is_directory=True)
    assert outside(name) == told(root)
    assert "password" not in str(read_sources(root))


def test_a_link_to_a_file_inside_is_that_file(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / f"{YEAR}/files/other.png").symlink_to(root / FILES[0])
    assert told(root) == ""
    assert f"{YEAR}/files/other.png" in read_sources(root).attachments


@pytest.mark.parametrize("name", [f"{YEAR}/files/x", f"{YEAR}/x.yml"])
@pytest.mark.parametrize("target", [f"content/site.y{'m' * 9}l", AGENCY, "itself"])
def test_a_link_to_no_file_is_told(tmp_path: Path, name: str, target: str) -> None:
    root = write(tmp_path)
    link = root / name
    link.symlink_to(link if target == "itself" else root / target)
    assert no_file(name) == told(root)


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    root = write(tmp_path)
    os.mkfifo(root / f"{YEAR}/files/pipe")
    assert no_file(f"{YEAR}/files/pipe") == told(root)


def test_the_content_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    root = write(tmp_path / "site")
    (root / "content").rename(tmp_path / "elsewhere")
    (root / "content").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert told(root) == ""


def test_a_name_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    root = write(tmp_path)
    folder = os.fsencode(root / f"{YEAR}/files")
    with open(folder + b"/" + "กก.pdf".encode("cp874"), "wb") as stream:  # noqa: PTH123 - a name that is no text
        stream.write(b"%PDF")
    assert (
        f"{YEAR}/files/??.pdf:1:1: error[bad-file-name] "
        f"อ่านชื่อไฟล์ “{YEAR}/files/??.pdf” ไม่ได้ เพราะไม่ได้ตั้งแบบ UTF-8\n"
        "  → เปลี่ยนชื่อไฟล์ใหม่ (มักเกิดจากการแตกไฟล์ zip ที่ทำด้วยโปรแกรมเก่า)\n"
    ) == told(root)


EVIDENCE = """\
items:
  - code: O1
    evidence:
      - id: photo
        title: ภาพ
        file: {name}
"""


Form = Literal["NFC", "NFD"]


@pytest.mark.parametrize("typed", ["NFC", "NFD"])
@pytest.mark.parametrize("stored", ["NFC", "NFD"])
def test_names_as_macos_stores_them_are_found(
    tmp_path: Path, typed: Form, stored: Form
) -> None:
    name = "Café กิ๊ก่ำ.png"
    text = EVIDENCE.format(name=unicodedata.normalize(typed, name))
    root = write(tmp_path, {f"{YEAR}/disclosures.yml": text})
    (root / f"{YEAR}/files" / unicodedata.normalize(stored, name)).write_bytes(b"1")
    assert told(root) == ""
    content = look(read_sources(root))[0]
    assert content is not None
    year = content.agencies[0].year(2568)
    assert year is not None
    attachment = year.attachments[unicodedata.normalize("NFC", name)]
    assert (root / attachment.path).read_bytes() == b"1"


@pytest.mark.parametrize(
    "name", [".DS_Store", "~$แผน.docx", ".git/config.yml", "Thumbs.db", "README.md"]
)
def test_what_other_programs_leave_is_not_content(tmp_path: Path, name: str) -> None:
    root = write(tmp_path)
    path = root / "content" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("a: [")
    assert told(root) == ""


def test_the_order_of_the_inputs_changes_nothing() -> None:
    one = sources()
    other = replace(
        one,
        texts=dict(reversed(list(one.texts.items()))),
        attachments=dict(reversed(list(one.attachments.items()))),
    )
    assert one.fingerprint == other.fingerprint
    assert look(one)[0] == look(other)[0]


@pytest.mark.parametrize("name", [f"{YEAR}/survey.yml", FILES[0]])
def test_any_changed_byte_changes_the_fingerprint(tmp_path: Path, name: str) -> None:
    root = write(tmp_path)
    before, path = read_sources(root).fingerprint, root / name
    data, when = path.read_bytes(), path.stat()
    path.write_bytes(data[:-1] + b"#")
    os.utime(path, ns=(when.st_atime_ns, when.st_mtime_ns))
    assert before != read_sources(root).fingerprint


OWN = """\
fiscal_year: 2568
items:
  - code: O1
    components_known: true
    components:
      - id: o1-chart
        authority: official
        text: ผัง
      - id: o1-own
        authority: official
        text: ก
"""


def test_an_own_reading_is_merged_by_id_and_never_counts_as_official() -> None:
    content = look(sources({"content/catalogue/2568.yml": OWN}))[0]
    assert content is not None
    item = next(i for i in content.catalogues[2568].items if i.code == "O1")
    found = {c.id: (c.text, str(c.authority)) for c in item.components}
    assert found["o1-chart"] == ("ผัง", "local")
    assert list(found)[-1] == "o1-own"
    assert found["o1-own"] == ("ก", "local")
    assert item.components_known
