"""docs/publish-host.md, done word by word, on a host with SFTP and one with FTPS."""

import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checkout import ROOT
from ftp_servers import Ftp
from git_project import edit
from live_site import small_project
from prongsai.cli import cli
from prongsai.publishing.receipt import RECEIPTS
from prongsai.publishing.secrets import variable
from publishing_project import served
from target_servers import PASSWORD, USER, Ssh, shown_key
from web_servers import free_port, nginx, wait_for

GUIDE = (ROOT / "docs/publish-host.md").read_text(encoding="utf-8")
SETTINGS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[0]
EVERY_TIME, GOING_BACK, REPAIRING, LATER = (
    [line for line in block.splitlines() if line.startswith("prongsai ")]
    for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
)
WAYS = ["sftp", "ftps"] if os.environ.get("PRONGSAI_TORTURE") else ["sftp"]
DISCLOSURES = "content/agencies/ban-rai/2568/disclosures.yml"
PAGE = "ban-rai/2568/o5/index.html"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.site,
    pytest.mark.daily(
        "tests/publishing/test_whole_way.py",
        "tests/publishing/test_servers.py",
        "tests/publishing/test_other_guides.py",
    ),
]


@dataclass(frozen=True, kw_only=True)
class Office:
    """A project, and the folder that the public sees."""

    root: Path
    web: Path

    def types(self, lines: list[str]) -> list[Result]:
        """Type lines of the guide."""
        words = [[*shlex.split(line)[1:], *self.day] for line in lines]
        return [CliRunner().invoke(cli, one) for one in words]

    @property
    def day(self) -> list[str]:
        return ["-C", str(self.root), "--today", "2568-03-31"]

    def types_with_password(self, line: str) -> tuple[int, str]:
        """Type a line at a terminal, and the password when it is asked for."""
        words = [sys.executable, "-m", "prongsai", *shlex.split(line)[1:], *self.day]
        outer, inner = pty.openpty()
        environment = dict(os.environ)
        environment.pop(variable("PASSWORD", "web"), None)
        process = subprocess.Popen(
            words, stdin=inner, stdout=inner, stderr=inner, env=environment
        )
        os.close(inner)
        said = b""
        answers = {"(พิมพ์แล้วไม่แสดง)": PASSWORD, "[y/N]": "n"}
        while process.poll() is None or said.endswith(b"\n") is False:
            try:
                said += os.read(outer, 4096)
            except OSError:  # the other end is closed
                break
            for asked, answer in [*answers.items()]:
                if asked in said.decode(errors="replace"):
                    os.write(outer, f"{answer}\n".encode())
                    del answers[asked]
        os.close(outer)
        return process.wait(), said.decode(errors="replace")


@pytest.fixture(params=WAYS)
def office(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """Follow the guide to its settings, with the answers of a host to the questions."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(variable("PASSWORD", "web"), PASSWORD)
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    request.getfixturevalue("trusted")
    settings = SETTINGS
    if request.param == "sftp":
        ssh: Ssh = request.getfixturevalue("ssh")
        public, port = ssh.jail / "public_html", ssh.jail_port
        settings = settings.replace("SHA256:…", shown_key(ssh))
    else:
        ftp: Ftp = request.getfixturevalue("vsftpd_server")
        public, port = ftp.home / "public_html", ftp.port
        public.mkdir(mode=0o777)
        public.chmod(0o777)
        settings = re.sub(r"\n    host_key: .*", "", settings)
        settings = settings.replace("sftp:", "ftps:")
    at = free_port()
    url = f"http://127.0.0.1:{at}/ita/"
    root = small_project(tmp_path / "office", url)
    edit(root, "content/site.yml", (f"site_url: {url}\n", ""))
    settings = settings.replace("https://www.banrai.go.th/ita/", url)
    settings = settings.replace("banrai@host.example", f"{USER}@127.0.0.1:{port}")
    with (root / "content/site.yml").open("a", encoding="utf-8") as site:
        site.write(settings)
    shown = (
        f"listen 127.0.0.1:{at};\nroot {public};\ninclude {root}/build/nginx.conf;\n"
    )
    with nginx(tmp_path / "nginx", shown):
        wait_for(url)
        yield Office(root=root, web=public / "ita")


def test_the_guide_leads_from_the_settings_to_a_proven_site_and_back(
    office: Office,
) -> None:
    check, ahead, publish, sheet = EVERY_TIME
    checked, shown = office.types([check, ahead])
    assert (checked.exit_code, shown.exit_code) == (0, 0), shown.output
    assert not office.web.exists()
    code, said = office.types_with_password(publish)
    assert code == 0, said
    assert PASSWORD not in said
    assert "พิสูจน์บนเว็บไซต์จริงแล้วครบ" in said
    assert served(office.web) == served(office.root / "build/site")
    assert "พิสูจน์บนเว็บไซต์จริงเมื่อ" in office.types([sheet])[0].output
    assert len([*(office.root / RECEIPTS).glob("*.html")]) == 1

    before = served(office.web)
    edit(office.root, DISCLOSURES, ("แผนพัฒนาท้องถิ่น", "แผนพัฒนาท้องถิ่น ที่ผิด"))
    assert [one.exit_code for one in office.types(EVERY_TIME)] == [0, 0, 0, 0]
    assert served(office.web)[PAGE] != before[PAGE]
    ahead, back = office.types(GOING_BACK)
    assert (ahead.exit_code, back.exit_code) == (0, 0), back.output
    assert served(office.web)[PAGE] == before[PAGE]
    assert "พิสูจน์บนเว็บไซต์จริงแล้วครบ" in back.stderr

    edit(office.root, DISCLOSURES, ("แผนพัฒนาท้องถิ่น ที่ผิด", "แผนพัฒนาท้องถิ่น ที่ถูก"))
    assert office.types([publish])[0].exit_code == 0
    right = served(office.web)
    (office.web / PAGE).chmod(0o666)
    (office.web / PAGE).write_text("somebody else's", encoding="utf-8")
    ahead, repaired = office.types(REPAIRING)
    assert f"เปลี่ยน {PAGE}\n" in ahead.output
    assert repaired.exit_code == 0, repaired.output
    assert served(office.web) == right
    [again] = LATER
    assert office.types([again])[0].exit_code == 0
    (office.web / PAGE).unlink()
    assert office.types([again])[0].exit_code == 1
