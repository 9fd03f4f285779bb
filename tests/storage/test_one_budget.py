"""All readers of one file, whichever they are, have one budget of time."""

import hashlib
from dataclasses import replace
from pathlib import Path

import small_site
from office_files import excel
from prongsai.storage.attachments.kept_sheets import cached_sheets
from prongsai.storage.confined import LIMITS, Budget
from prongsai.storage.content_folder import (
    Attachment,
    pictured_small,
    read_sources,
    with_facts,
    with_small,
)

PHOTO = f"{small_site.YEAR}/files/photo.png"


def evidence(root: Path, data: bytes) -> Attachment:
    """Return what is known of a workbook among the evidence of a site."""
    small_site.write(root, {f"{small_site.YEAR}/files/a.xlsx": data})
    return with_facts(root, read_sources(root)).attachments[
        f"{small_site.YEAR}/files/a.xlsx"
    ]


def test_what_is_known_of_a_file_says_what_its_readers_have_used(
    tmp_path: Path,
) -> None:
    data = excel([["ก", "ข"]])
    first = evidence(tmp_path, data)
    assert first.sheets
    assert first.spent > 0
    again = evidence(tmp_path, data)
    assert (again.sheets, again.spent) == (first.sheets, 0), "it was kept"
    assert again == first


def test_the_sheets_get_what_the_facts_have_left(tmp_path: Path) -> None:
    path, data = tmp_path / "a.xlsx", excel([["ก", "ข"]])
    path.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    spent = Budget(spent=LIMITS.seconds - 0.5)
    assert cached_sheets(path, digest, tmp_path / "spent", spent) == ()
    left = Budget(spent=LIMITS.seconds - 2)
    assert len(cached_sheets(path, digest, tmp_path / "left", left)) == 1
    assert left.spent > LIMITS.seconds - 2


def test_the_picture_gets_what_the_others_have_left(tmp_path: Path) -> None:
    root = small_site.write(tmp_path)
    seal = Path(__file__).parents[2] / (
        "content/agencies/tambon-tuayang/files/seal.png"
    )
    (root / PHOTO).parent.mkdir(parents=True, exist_ok=True)
    (root / PHOTO).write_bytes(seal.read_bytes())
    one = with_facts(root, read_sources(root)).attachments[PHOTO]
    assert pictured_small(root, replace(one, spent=LIMITS.seconds)).small is None
    (root / "build/cache/small").rename(root / "build/cache/other")
    assert (
        with_small(root, with_facts(root, read_sources(root))).attachments[PHOTO].small
    )
