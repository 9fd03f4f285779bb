"""An officer's whole way: change, check, publish, prove, send the link."""

import csv
import io
import os
import pwd
import re
import shlex
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from git_project import commit, edit, run_git
from live_site import small_project
from prongsai.cli import cli
from prongsai.publishing.receipt import RECEIPTS, from_json
from prongsai.publishing.secrets import variable
from target_servers import Ssh, open_folder, shown_key
from web_servers import ask, free_port, nginx, wait_for

DISCLOSURES = "content/agencies/ban-rai/2568/disclosures.yml"


@pytest.fixture
def office(
    tmp_path: Path, ssh: Ssh, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Path, str]]:
    """Make a project in git, whose target is an SFTP server that nginx shows."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(variable("KEY_FILE", "web"), str(ssh.key))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    port, user = free_port(), pwd.getpwuid(os.geteuid()).pw_name
    url = f"http://127.0.0.1:{port}/ita/"
    with open_folder() as web:
        root = small_project(tmp_path / "office", url)
        with (root / "content/site.yml").open("a", encoding="utf-8") as site:
            target = f"sftp://{user}@127.0.0.1:{ssh.port}/{web}/ita"
            site.write(f"publish:\n- name: web\n  url: {target}\n")
            site.write(f"  host_key: {shown_key(ssh)}\n")
        (root / ".gitignore").write_text("/build/\n/.prongsai/\n", encoding="utf-8")
        run_git(root, "init", "-q", "-b", "main")
        block = (
            f"listen 127.0.0.1:{port};\nroot {web};\ninclude {root}/build/nginx.conf;\n"
        )
        with nginx(tmp_path / "nginx", block):
            wait_for(url)
            yield root, url


def run(root: Path, *words: str) -> Result:
    command = [*words, "-C", str(root), "--today", "2568-03-31"]
    return CliRunner().invoke(cli, command)


def sheet(root: Path) -> dict[str, tuple[str, str]]:
    """Return address and proof of each item of the submission sheet that has a page."""
    assert run(root, "submission").exit_code == 0
    path = root / "build/internal/ban-rai/2568/submission.csv"
    rows = csv.reader(io.StringIO(path.read_text("utf-8-sig")))
    return {row[0]: (row[2], row[-1]) for row in rows if row[2].startswith("http")}


@pytest.mark.site
def test_from_yaml_to_the_receipt(office: tuple[Path, str]) -> None:
    root, url = office
    edit(root, DISCLOSURES, ("แผนพัฒนาท้องถิ่น", "แผนพัฒนาท้องถิ่น ฉบับทบทวน"))
    made_from = commit(root)
    assert run(root, "check").exit_code == 0

    done = run(root, "publish", "--by", "ปลัดเทศบาล")
    assert done.exit_code == 0, done.output
    assert "พิสูจน์บนเว็บไซต์จริงแล้วครบ" in done.stderr
    status, _, page = ask(f"{url}ban-rai/2568/o5/")
    assert (status, "ฉบับทบทวน" in page.decode()) == (200, True)

    [path] = (root / RECEIPTS).glob("*.json")
    receipt = from_json(path.read_bytes())
    assert receipt is not None
    assert (receipt.target, receipt.by, receipt.commit) == (
        *("web", "ปลัดเทศบาล"),
        made_from,
    )
    assert receipt.wrong == ()
    assert not receipt.edited
    printed = path.with_suffix(".html").read_text("utf-8")
    assert f"<li>{url}ban-rai/2568/o5/</li>" in printed
    links = sheet(root)
    assert links["O5"][0] == f"{url}ban-rai/2568/o5/"
    assert all("พิสูจน์บนเว็บไซต์จริงเมื่อ" in proof for _, proof in links.values())

    edit(root, DISCLOSURES, ("ฉบับทบทวน", "ฉบับแก้ไข"))
    run(root, "build")
    links = sheet(root)
    assert "ยังไม่ได้พิสูจน์ฉบับนี้" in links["O5"][1]
    assert "พิสูจน์บนเว็บไซต์จริงเมื่อ" in links["O1"][1]
    again = run(root, "publish")
    sent = re.search(r"ส่งขึ้น (\d+) ไฟล์", again.output)
    assert sent is not None
    assert int(sent[1]) <= 5
    assert "พิสูจน์บนเว็บไซต์จริงเมื่อ" in sheet(root)["O5"][1]


@pytest.mark.site
def test_where_nobody_can_compare_it_a_server_without_host_key_gets_nothing(
    office: tuple[Path, str], ssh: Ssh
) -> None:
    root, url = office
    edit(root, "content/site.yml", (f"  host_key: {shown_key(ssh)}\n", ""))
    done = run(root, "publish")
    host, key = f"[127.0.0.1]:{ssh.port}", shown_key(ssh)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == (
        f"ยังไม่รู้จักเครื่อง {host} และไม่มีคนตรวจว่าเป็นเครื่องจริง จึงไม่ได้ส่งรหัสผ่านหรือไฟล์ใด ๆ "
        f"รหัสประจำเครื่องที่เห็นคือ {key} ถ้าตรงกับที่ผู้ให้บริการแจ้ง เพิ่มบรรทัด  host_key: {key}  "
        "ใต้ url ของที่วางเว็บไซต์ใน content/site.yml แล้วเผยแพร่อีกครั้ง"
    )
    assert not (root / ".prongsai/known_hosts").exists()
    assert ask(url)[0] == 404


@pytest.mark.site
def test_the_jobs_of_the_recipe_publish_and_prove(office: tuple[Path, str]) -> None:
    root, url = office
    recipe = files("prongsai") / "new_site" / "github.yml"
    jobs = yaml.load(recipe.read_text("utf-8"), yaml.CBaseLoader)["jobs"]
    lines = [
        step["run"]
        for job in ("publish", "live")
        for step in jobs[job]["steps"]
        if step.get("run", "").startswith("prongsai ")
    ]
    assert len(lines) == 3
    for line in lines:
        done = run(root, *shlex.split(line)[1:])
        assert done.exit_code == 0, (line, done.output)
    assert ask(f"{url}ban-rai/2568/o1/")[0] == 200
    assert len(list((root / RECEIPTS).glob("*.json"))) == 2
