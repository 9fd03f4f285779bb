"""What is known of an attachment is kept by the hash of its bytes."""

import hashlib
from pathlib import Path

import pytest

from attached_files import pdf_of
from prongsai.storage.attachments import (
    Facts,
    FileKind,
    Trouble,
)
from prongsai.storage.attachments.cached import cached_facts
from prongsai.storage.attachments.read import (
    reader,
)
from prongsai.storage.content_folder import read_sources, with_facts
from prongsai.storage.sealed import sealed, unsealed


def test_facts_are_kept_by_the_hash_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "แผน.pdf"
    path.write_bytes(pdf_of("Plan 2568"))
    digest = _sha256(path)
    facts = cached_facts(path, digest, tmp_path / "cache")
    path.unlink()
    assert facts == cached_facts(path, digest, tmp_path / "cache")
    with pytest.raises(FileNotFoundError):
        cached_facts(path, "bb", tmp_path / "cache")


def test_a_file_that_is_no_longer_what_was_hashed_says_so_and_is_not_kept(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1", encoding="utf-8")
    digest = _sha256(path)
    path.write_text("2", encoding="utf-8")
    facts = cached_facts(path, digest, tmp_path / "cache")
    assert facts.trouble is Trouble.CHANGED
    assert not (tmp_path / "cache").exists()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_new_reader_or_a_damaged_cache_reads_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1", encoding="utf-8")
    digest = _sha256(path)
    kept = tmp_path / f"{digest}.json"
    first = cached_facts(path, digest, tmp_path)
    saved = unsealed(kept)
    assert saved["reader"] == reader()
    older = sealed(saved | {"reader": "0"})
    for data in (older, b"{", b"[]", b'{"reader": "0"}', sealed([]), sealed({})):
        kept.write_bytes(data)
        assert cached_facts(path, digest, tmp_path) == first
        assert unsealed(kept) == saved


def test_a_cache_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1", encoding="utf-8")
    in_the_way = path / "cache"
    assert cached_facts(path, _sha256(path), in_the_way) == Facts(
        kind=FileKind.TEXT, text="1"
    )


def test_sources_carry_facts_only_when_asked(tmp_path: Path) -> None:
    folder = tmp_path / "content/agencies/ban-rai/2568/files"
    folder.mkdir(parents=True)
    (folder / "แผน.txt").write_text("๒๕๖๘", encoding="utf-8")
    sources = read_sources(tmp_path)
    assert [one.facts for one in sources.attachments.values()] == [None]
    (read,) = with_facts(tmp_path, sources).attachments.values()
    assert read.facts == Facts(kind=FileKind.TEXT, text="๒๕๖๘")
    assert [p.suffix for p in (tmp_path / "build").rglob("*.*")] == [".json"]
