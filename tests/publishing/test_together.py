"""Many files over one SFTP line together are as whole as one by one."""

import os
import pwd
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.model.site import PublishTarget
from prongsai.publishing.connect import lines_to
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.secrets import Passwords, variable
from prongsai.publishing.targets import read_target
from prongsai.publishing.transport import Transport
from prongsai.publishing.transport.together import (
    BYTES,
    MOST,
    Together,
    batches,
    make_folders,
    place_all,
    write_all,
)
from target_servers import Ssh, open_folder

FILES = [
    ("empty", b""),
    ("small", b"x"),
    ("block", os.urandom(32_768)),
    ("blocks", os.urandom(100_001)),
    *((f"many-{number}", f"{number}".encode()) for number in range(20)),
]


@pytest.fixture
def line(
    ssh: Ssh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Transport, Path]]:
    """Give a line to a folder of a real server, and that folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(variable("KEY_FILE", "web"), str(ssh.key))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    user = pwd.getpwuid(os.geteuid()).pw_name
    with open_folder() as folder:
        url = f"sftp://{user}@127.0.0.1:{ssh.port}/{folder}"
        target = read_target(PublishTarget(name="web", url=url))
        with lines_to(tmp_path, target, Passwords(target)) as lines:
            yield lines.do(lambda one: one), folder


def texts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_sftp_does_many_together(line: tuple[Transport, Path]) -> None:
    way, folder = line
    assert isinstance(way, Together)
    write_all(way, FILES)
    assert texts(folder) == dict(FILES)
    make_folders(way, ["a", "b"])
    make_folders(way, ["b", "c"])
    (folder / "a/small").write_text("old")
    place_all(
        way,
        [("small", "a/small"), ("not-there", "b/x"), ("block", "c/block")],
        lambda _: b"",
    )
    assert texts(folder / "a") == {"small": b"x"}
    assert texts(folder / "b") == {}
    assert texts(folder / "c") == {"block": dict(FILES)["block"]}


def test_what_is_refused_is_named_and_the_others_are_done(
    line: tuple[Transport, Path],
) -> None:
    way, folder = line
    (folder / "many-7").mkdir()
    with pytest.raises(RefusedError) as refused:
        write_all(way, FILES)
    assert (refused.value.key, refused.value.facts) == ("refused", {"path": "many-7"})
    assert texts(folder) == {name: d for name, d in FILES if name != "many-7"}
    with pytest.raises(RefusedError) as refused:
        make_folders(way, ["d", "not/there", "e"])
    assert refused.value.key == "no-folder"
    assert (folder / "e").is_dir()


@given(st.lists(st.integers(0, BYTES), max_size=200), st.integers(1, 8))
def test_batches_are_small_and_leave_nothing_out(sizes: list[int], lines: int) -> None:
    paths = [str(number) for number in range(len(sizes))]
    known = dict(zip(paths, sizes, strict=True))
    found = [*batches(paths, lines, known)]
    assert [path for batch in found for path in batch] == paths
    for batch in found:
        assert 1 <= len(batch) <= MOST
        assert len(batch) == 1 or sum(known[path] for path in batch) <= BYTES


@pytest.mark.parametrize("size", [0, 1, 32_768, 32_769, 70 * 32_768 + 5])
def test_sftp_reads_a_file_of_any_size_whole(
    size: int, line: tuple[Transport, Path]
) -> None:
    way, folder = line
    data = os.urandom(size)
    (folder / "one").write_bytes(data)
    assert way.read("one") == data
    assert way.read("none") is None
