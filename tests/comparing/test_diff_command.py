"""`prongsai diff` between real revisions and folders; nothing is touched."""

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from changed_week import diff, fixed, found, of_the_week
from each import each
from git_project import AGENCY, commit, edit, example, repository, run_git
from golden import same_as_golden
from prongsai import messages
from prongsai.cli.diff import FORMATS
from prongsai.comparing import DIFFS
from prongsai.comparing.markdown import MARKER
from prongsai.reports.markdown import MOST
from prongsai.storage.content_folder import read_sources
from prongsai.storage.git_revision import read_revision

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
ITEMS = f"{AGENCY}/2568/disclosures.yml"
SCORES = f"{AGENCY}/2568/scores.yml"
MEASURES = f"{AGENCY}/2568/measures.yml"
PDF = f"{AGENCY}/2568/files/ทำเนียบผู้บริหาร.pdf"


@each("form", DIFFS)
def test_whole_outputs_are_as_they_were(
    form: str, week: Path, *, update_golden: bool
) -> None:
    text = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,…", DIFFS[form](fixed(week), "th"))
    path = HERE / "golden" / f"week.{form}.txt"
    same_as_golden(path, text, update=update_golden)


def test_the_command_offers_every_format() -> None:
    assert tuple(DIFFS) == FORMATS


def test_the_work_tree_is_the_default_and_says_the_same(week: Path) -> None:
    one, two = of_the_week(week), found(week, "HEAD~1")
    assert one["changes"] == two["changes"]
    assert two["head"] == {"name": None, "commit": None, "unreadable": []}


def test_two_folders_say_the_same_as_two_revisions(week: Path, tmp_path: Path) -> None:
    example(tmp_path / "before")
    folders = found(tmp_path, str(tmp_path / "before"), str(week))
    assert folders["changes"] == of_the_week(week)["changes"]


def test_a_bare_clone_has_enough(week: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    run_git(tmp_path, "clone", "-q", "--bare", str(week), str(bare))
    before = sorted(path.name for path in bare.iterdir())
    assert found(bare, "HEAD~1", "HEAD") == of_the_week(week)
    assert before == sorted(path.name for path in bare.iterdir())
    assert diff(bare, "HEAD").exit_code == 2


def test_nothing_is_touched(week: Path, tmp_path: Path) -> None:
    root = shutil.copytree(week, tmp_path / "site", symlinks=True)
    edit(root, SCORES, ("score: 95.50", "score: 95.60"))
    run_git(root, "add", SCORES)
    edit(root, SCORES, ("score: 95.60", "score: 95.70"))

    def all_files() -> dict[str, str]:
        return {
            str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(root.rglob("*"))
            if path.is_file() and "build" not in path.parts
        }

    before = all_files()
    diff(root, "HEAD~1", "HEAD")
    diff(root, "HEAD~1")
    assert before == all_files()


def test_a_revision_reads_as_its_checkout_does(week: Path) -> None:
    one, two = read_revision(week, "HEAD"), read_sources(week)
    assert one.texts == two.texts
    assert one.fingerprint == two.fingerprint
    assert PDF in one.attachments


def test_a_project_below_the_top_of_the_repository(tmp_path: Path) -> None:
    root = example(tmp_path / "งาน ITA" / "site")
    example(tmp_path / "other")
    run_git(tmp_path, "init", "-q")
    commit(tmp_path)
    edit(root, SCORES, ("score: 95.05", "score: 95.50"))
    assert [change["file"] for change in found(root, "HEAD")["changes"]] == [SCORES]


def test_what_stands_behind_an_lfs_pointer_is_compared(tmp_path: Path) -> None:
    root = repository(tmp_path)
    data = (root / PDF).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    pointer = (
        "version https://git-lfs.github.com/spec/v1\n"
        f"oid sha256:{digest}\nsize {len(data)}\n"
    )
    (root / PDF).write_text(pointer, encoding="utf-8")
    commit(root)
    (root / PDF).write_bytes(data)
    assert found(root, "HEAD")["changes"] == []


def test_a_comment_on_a_large_change_stays_below_the_limit(tmp_path: Path) -> None:
    root = repository(tmp_path)
    file = root / MEASURES
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(\n +text: )(\S)", r"\1แก้ใหม่ \2", text), encoding="utf-8")
    more = "".join(f"  - ขั้นตอนที่ {n} {'ยาวมาก' * 30}\n" for n in range(900))
    edit(root, f"{AGENCY}/2568/survey.yml", ("how_to:\n", f"how_to:\n{more}"))
    comment = diff(root, "HEAD", "--format", "markdown").stdout
    assert comment.startswith(f"{MARKER}\n")
    assert len(comment.encode()) <= MOST
    assert re.search(r"ตัดออก \d+ รายการเพราะยาวเกิน", comment)


@each(
    "arguments",
    [("nonsense",), ("HEAD", "nonsense"), ("--", "--help"), ("HEAD", "/nowhere"), ()],
)
def test_what_cannot_be_found_is_a_usage_error(
    week: Path, arguments: tuple[str, ...]
) -> None:
    result = diff(week, *arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_every_word_is_there_in_both_languages(week: Path) -> None:
    for key, entry in messages._table("diff").items():
        assert set(entry) == set(messages.LANGUAGES), key
    assert diff(week, "HEAD~1", "--lang", "en").stdout
    for form in DIFFS:
        assert DIFFS[form](fixed(week), "en")
