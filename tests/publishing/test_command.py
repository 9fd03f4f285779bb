"""`prongsai publish`, typed in a real project, into a folder."""

import datetime
import hashlib
import json
from pathlib import Path

import pytest

from prongsai.cli.publish_words import Told
from prongsai.publishing.manifest import MANIFEST
from prongsai.publishing.published import Published
from prongsai.publishing.version import UNKNOWN
from prongsai.storage.content_folder import Sources, read_agency
from prongsai.storage.snapshots import PUBLISHED, snapshot
from publishing_project import (
    PAGE,
    prongsai_publish,
    served,
)

pytestmark = pytest.mark.site


def change(project: Path) -> None:
    path = project / "content/agencies/ban-rai/2568/measures.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("สื่อสารให้ทั่วถึง", "สื่อสารทุกเดือน"), encoding="utf-8")


def test_the_whole_site_is_published_and_its_addresses_are_written_down(
    project: Path,
) -> None:
    done = prongsai_publish(project)
    public = served(project.parent / "public")
    assert public == served(project / "build/site")
    assert done.exit_code == 0, done.output
    assert f"เผยแพร่แล้ว ส่งขึ้น {len(public)} ไฟล์ ลบ 0 ไฟล์" in done.output
    assert (
        "เพราะเว็บไซต์ http://127.0.0.1:9/ ไม่ตอบ (เครื่องแม่ข่ายไม่รับการติดต่อ)" in done.output
    )
    recorded = (project / "content/published/ban-rai.yml").read_text(encoding="utf-8")
    assert "/ban-rai/2568/measures/\n" in recorded


def test_a_dry_run_says_what_would_be_done_and_does_nothing(project: Path) -> None:
    done = prongsai_publish(project, "--dry-run", lang="en")
    assert not (project.parent / "public").exists()
    assert not (project / "content/published.yml").exists()
    assert f"new {PAGE}\n" in done.output
    count = len(served(project / "build/site"))
    said = f"nothing was done; a publish would add {count} files, change 0, remove 0"
    assert said in done.output


def test_a_dry_run_names_exactly_what_a_publish_then_does(project: Path) -> None:
    prongsai_publish(project)
    before = served(project.parent / "public")
    change(project)
    said = prongsai_publish(project, "--dry-run", lang="en").stdout.splitlines()
    done = prongsai_publish(project, lang="en")
    after = served(project.parent / "public")
    changed = {path for path in after if before.get(path) != after[path]}
    assert PAGE in changed
    listed = {line.partition(" ")[2] for line in said if line.startswith("changed ")}
    assert listed == changed
    assert f"published: {len(changed)} files sent, 0 removed" in done.output


def test_the_content_that_is_online_is_kept_to_compare_with(project: Path) -> None:
    prongsai_publish(project, "--dry-run")
    assert snapshot(project, PUBLISHED) is None
    prongsai_publish(project)
    change(project)
    kept = snapshot(project, PUBLISHED)
    assert kept is not None
    path = "content/agencies/ban-rai/2568/measures.yml"
    now = hashlib.sha256((project / path).read_bytes()).hexdigest()
    assert kept.files[path].sha256 != now


def test_publishing_again_sends_nothing(project: Path) -> None:
    prongsai_publish(project)
    done = prongsai_publish(project)
    assert "เว็บไซต์ที่เผยแพร่เป็นปัจจุบันแล้ว ไม่มีอะไรต้องส่ง" in done.output


def test_errors_in_the_content_publish_nothing(project: Path) -> None:
    path = project / "content/agencies/ban-rai/2568/scores.yml"
    path.write_text("totl: 1\n", encoding="utf-8")
    done = prongsai_publish(project)
    assert done.exit_code == 1
    assert not (project.parent / "public").exists()


def test_the_folder_of_somebody_else_is_refused_with_what_to_do(project: Path) -> None:
    theirs = project.parent / "public/wp-content"
    theirs.mkdir(parents=True)
    done = prongsai_publish(project)
    assert done.exit_code == 2
    assert done.output == (
        "โฟลเดอร์ที่จะวางมีไฟล์ของผู้อื่นอยู่แล้ว 1 รายการ: wp-content จึงยังไม่ได้เผยแพร่ "
        "เลือกโฟลเดอร์ว่างใน content/site.yml ถ้าแน่ใจว่าใช่โฟลเดอร์นี้ "
        "พิมพ์คำสั่งเดิมพร้อม --adopt\n"
    )
    assert prongsai_publish(project, "--adopt").exit_code == 0
    assert theirs.is_dir()


def test_a_lost_manifest_sends_nothing_again(project: Path) -> None:
    prongsai_publish(project)
    (project.parent / "public" / MANIFEST).unlink()
    done = prongsai_publish(project, "--dry-run", lang="en")
    assert "would add 0 files, change 0, remove 0" in done.output


def test_the_manifest_lists_the_site_and_nothing_internal(project: Path) -> None:
    prongsai_publish(project)
    public = project.parent / "public"
    tree = json.loads((public / MANIFEST).read_bytes())
    made_of = {"commit", "edited", "day", "build", "earlier"}
    assert set(tree) == {"version", "site", "publish", *made_of, "files", "lasting"}
    assert set(tree["files"]) == set(served(public))
    assert PAGE in tree["lasting"]


def test_files_that_were_away_for_a_moment_are_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Told("th").done(
        Published(
            target="web",
            address="davs://web@host.example/ita",
            site_url=None,
            publish="1",
            at=datetime.datetime(2026, 11, 27, tzinfo=datetime.UTC),
            version=UNKNOWN,
            files={},
            sent=("a", "b"),
            gaps=2,
        ),
        undo=False,
    )
    assert capsys.readouterr().err == (
        "เผยแพร่แล้ว ส่งขึ้น 2 ไฟล์ ลบ 0 ไฟล์\n"
        "เครื่องแม่ข่ายนี้แทนที่ไฟล์ในขั้นเดียวไม่ได้ ระหว่างเผยแพร่จึงมี 2 ไฟล์ที่เปิดไม่ได้ไฟล์ละชั่วขณะ "
        "ตอนนี้วางครบแล้ว ถ้าผู้ให้บริการมีวิธีอื่น (เช่น SFTP) ควรใช้วิธีนั้นแทน\n"
    )


def test_a_target_that_is_not_named_is_refused(project: Path) -> None:
    done = prongsai_publish(project, "elsewhere")
    assert done.exit_code == 2
    assert done.output == ("ไม่มีที่วางเว็บไซต์ชื่อ “elsewhere” ใน content/site.yml มีแต่: web\n")


def test_a_folder_above_that_is_not_there_is_refused(
    project: Path, tmp_path: Path
) -> None:
    site = project / "content/site.yml"
    text = site.read_text(encoding="utf-8")
    site.write_text(
        text.replace("../public", f"{tmp_path}/not/there"), encoding="utf-8"
    )
    done = prongsai_publish(project)
    assert done.exit_code == 2
    assert f"ไม่มีโฟลเดอร์ที่จะวาง: {tmp_path}/not/there" in done.output


def test_what_breaks_after_the_check_is_not_published_as_the_old_site(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prongsai_publish(project)
    change(project)
    public = served(project.parent / "public")
    survey = project / "content/agencies/ban-rai/2568/survey.yml"

    def broken_meanwhile(root: Path, slug: str) -> Sources:
        survey.write_text("[", encoding="utf-8")
        return read_agency(root, slug)

    place = "prongsai.building.draft.read_agency"  # of the build, after the check
    monkeypatch.setattr(place, broken_meanwhile)
    done = prongsai_publish(project, lang="en")
    assert done.exit_code == 1, done.output
    assert "survey.yml" in done.output
    assert "up to date" not in done.output
    assert served(project.parent / "public") == public


def test_a_folder_without_a_site_is_refused_in_the_language_that_was_asked_for(
    tmp_path: Path,
) -> None:
    done = prongsai_publish(tmp_path)
    assert done.exit_code == 2
    assert done.output == (
        f"โฟลเดอร์นี้ไม่ใช่โฟลเดอร์ของเว็บไซต์ เพราะไม่มีโฟลเดอร์ content: {tmp_path} "
        "เปิดโฟลเดอร์ของเว็บไซต์แล้วพิมพ์คำสั่งเดิมอีกครั้ง "
        "ถ้ายังไม่มีเว็บไซต์ พิมพ์ prongsai new ตามด้วยชื่อโฟลเดอร์ใหม่\n"
    )
    assert prongsai_publish(tmp_path, lang="en").output == (
        "this is not the folder of a site, since it has no folder content: "
        f"{tmp_path}. Open the folder of the site and type the command again; if there "
        "is no site yet, type prongsai new and the name of a new folder\n"
    )


def test_an_open_line_is_warned_of_each_time(project: Path) -> None:
    site = project / "content/site.yml"
    text = site.read_text(encoding="utf-8")
    open_line = "ftp://web@127.0.0.1:9/ita\n  insecure: true"
    site.write_text(text.replace("folder:../public", open_line), encoding="utf-8")
    warned = (
        "“web” ส่งรหัสผ่านและไฟล์โดยไม่เข้ารหัส ผู้อื่นในเครือข่ายอ่านได้ "
        "ขอ FTPS หรือ SFTP จากผู้ให้บริการเมื่อทำได้"
    )
    for _ in range(2):
        assert warned in prongsai_publish(project).output.splitlines()
