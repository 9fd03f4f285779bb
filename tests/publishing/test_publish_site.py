"""One publish from content to receipt, the same at the desk and at a terminal."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from git_project import edit
from live_site import LiveSite
from prongsai import messages
from prongsai.cli import cli
from prongsai.publishing.judging import Seen
from publishing_project import served
from source_modules import MODULES, imports, name_of

STEPS = {
    *("prongsai.publishing.run", "prongsai.publishing.kept"),
    *("prongsai.publishing.built", "prongsai.publishing.connect"),
    *("prongsai.publishing.undo", "prongsai.publishing.online_version"),
    *("prongsai.site.record", "prongsai.building"),
}
"""What a publish is made of."""

DISCLOSURES = "content/agencies/ban-rai/2568/disclosures.yml"
PAGE = "ban-rai/2568/o5/index.html"


def test_who_orders_a_publish_does_no_step_of_it() -> None:
    ordering = {"desk.publish_task", "cli.publish", "cli.publish_words"}
    files = {name: path for path in MODULES if (name := name_of(path)) in ordering}
    assert files.keys() == ordering
    assert [name for name in files if set(imports(files[name])) & STEPS] == []


def test_the_desk_has_words_for_all_that_is_seen_and_for_what_must_not_be_guessed() -> (
    None
):
    for seen in {*Seen} - {Seen.PROVEN}:
        assert messages.has("desk-acts", f"seen-{seen}"), seen
    for key in ("cut-in-gap", "lock-lost", "in-the-way", "no-tls", "tls-expired"):
        assert messages.has("desk-acts", f"refused-{key}"), key


@pytest.fixture
def office(live: LiveSite, tmp_path: Path) -> LiveSite:
    """Publish the live site from a project of our own."""
    root = Path(shutil.copytree(live.root, tmp_path / "project"))
    with (root / "content/site.yml").open("a", encoding="utf-8") as site:
        site.write(f"publish:\n  - {{name: web, url: 'folder://{live.web}'}}\n")
    shutil.rmtree(live.web)
    return LiveSite(root=root, web=live.web, url=live.url, port=live.port)


def run(root: Path, *words: str) -> Result:
    command = ["publish", *words, "-C", str(root), "--today", "2568-03-31"]
    return CliRunner().invoke(cli, command)


@pytest.mark.site
def test_what_the_last_proof_missed_is_looked_at_and_sent_again(
    office: LiveSite,
) -> None:
    assert run(office.root).exit_code == 0
    whole = served(office.web)
    (office.web / PAGE).unlink()
    (office.web / "search/index.html").write_text("x", encoding="utf-8")
    assert run(office.root, "--check").exit_code == 1
    done = run(office.root)
    assert (done.exit_code, served(office.web)) == (0, whole), done.output
    assert "เผยแพร่แล้ว ส่งขึ้น 2 ไฟล์ ลบ 0 ไฟล์" in done.output
    assert "พิสูจน์บนเว็บไซต์จริงแล้วครบ" in done.output
    assert "ไม่มีอะไรต้องส่ง" in run(office.root).output


@pytest.mark.site
def test_an_undo_writes_no_address_down_that_was_never_online(
    office: LiveSite,
) -> None:
    run(office.root)
    edit(office.root, DISCLOSURES, ("แผนพัฒนาท้องถิ่น", "แผนที่ผิด"))
    run(office.root)
    record = office.root / "content/published/ban-rai.yml"
    before = record.read_bytes()
    edit(
        office.root,
        DISCLOSURES,
        ("- code: O5", "- code: O6\n    explanation: ใหม่\n  - code: O5"),
    )
    done = run(office.root, "--undo")
    assert done.exit_code == 0, done.output
    assert record.read_bytes() == before
