"""A site of many files goes up in one publish, and one change in a few requests."""

import os
import pwd
from collections.abc import Iterator
from pathlib import Path

import pytest
from paramiko import SFTPClient

from prongsai.model.site import PublishTarget
from prongsai.publishing.connect import lines_to
from prongsai.publishing.here import Here
from prongsai.publishing.run import Wishes, publish
from prongsai.publishing.secrets import Passwords, variable
from prongsai.publishing.targets import Target, read_target
from site_in_memory import here_of
from target_servers import Ssh, open_folder

COUNT = int(os.environ.get("PRONGSAI_MANY_FILES", "600"))


@pytest.fixture
def target(
    ssh: Ssh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Target, Path]]:
    """Give a target on a real server, and the folder that it is."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(variable("KEY_FILE", "web"), str(ssh.key))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    user = pwd.getpwuid(os.geteuid()).pw_name
    with open_folder() as folder:
        url = f"sftp://{user}@127.0.0.1:{ssh.port}/{folder}"
        yield read_target(PublishTarget(name="web", url=url)), folder


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count what is asked of the server: the kind of each request."""
    asked: list[int] = []
    real = SFTPClient._async_request

    def counted(self: object, answers: object, kind: int, *facts: object) -> int:
        asked.append(kind)
        number: int = real(self, answers, kind, *facts)
        return number

    monkeypatch.setattr(SFTPClient, "_async_request", counted)
    return asked


def bring(root: Path, target: Target, here: Here) -> tuple[str, ...]:
    with lines_to(root, target, Passwords(target)) as lines:
        return publish(lines, here, target, Wishes()).sent


def test_one_change_among_many_files_sends_that_file_alone(
    target: tuple[Target, Path], requests: list[int], tmp_path: Path
) -> None:
    to, folder = target
    site = {
        f"a{number % 40}/o{number}/index.html": f"{number}" for number in range(COUNT)
    }
    assert len(bring(tmp_path, to, here_of(tmp_path / "1", site))) == COUNT
    for path in ("a0/o0/index.html", f"a{(COUNT - 1) % 40}/o{COUNT - 1}/index.html"):
        assert (folder / path).read_text() == site[path]
    assert sum(1 for path in folder.rglob("index.html")) == COUNT
    first = len(requests)
    requests.clear()
    site["a1/o1/index.html"] = "changed"
    assert bring(tmp_path, to, here_of(tmp_path / "2", site)) == ("a1/o1/index.html",)
    assert (folder / "a1/o1/index.html").read_text() == "changed"
    assert len(requests) < first / 10
