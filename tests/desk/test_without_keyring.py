"""A computer without a keyring: the password is asked for, used, and kept nowhere."""

from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import fail, null
from pyftpdlib.handlers import FTPHandler

from desk_project import Asked, make_project, order, works
from prongsai import messages
from target_servers import PASSWORD, USER, open_folder, pyftpd

ASKED = 'name="password" type="password" autocomplete="off" required'
NOT_KEPT = messages.text("desk-acts", "password-not-kept", "th")
KEPT = messages.text("desk-acts", "password-kept", "th")
AHEAD = messages.text("desk-acts", "ahead", "th")
LOGIN = messages.text("desk-acts", "refused-no-login", "th", login=f"{USER}@127.0.0.1")

WEB = "publish:\n- name: web\n  url: {}\n  insecure: true\n"


@pytest.mark.slow
def test_the_password_is_asked_for_and_used_and_kept_nowhere(
    quick_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = make_project(quick_folder / "project")
    before = keyring.get_keyring()
    with open_folder() as public, pyftpd(None, public) as server:
        target = f"ftp://{USER}@127.0.0.1:{server.port}/"
        with (root / "content/site.yml").open("a", encoding="utf-8") as stream:
            stream.write(WEB.format(target))
        try:
            keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # keyring has no types here
            assert AHEAD in given(Asked(root), "")
            assert list(public.iterdir()) == []
            keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]  # as above
            done = given(Asked(root), "1")
            assert (NOT_KEPT in done, KEPT in done) == (True, False)
            assert (public / "index.html").is_file()
        finally:
            keyring.set_keyring(before)
    assert PASSWORD not in "".join(capfd.readouterr())
    for path in root.rglob("*"):
        assert not path.is_file() or PASSWORD.encode() not in path.read_bytes(), path


def given(desk: Asked, sure: str) -> str:
    """Order a publish, give the password that is asked for, and return the page."""
    works(desk)
    asked = order(desk, "publish", sure=sure)
    assert f'<p class="alert" role="alert">{LOGIN}</p>' in asked
    assert ASKED in asked
    done = order(desk, "publish", sure=sure, password=PASSWORD, keep="1")
    assert 'role="alert"' not in done
    assert PASSWORD not in done
    return done


@pytest.mark.slow
def test_what_was_typed_for_one_server_is_sent_to_no_other(quick_folder: Path) -> None:
    root = make_project(quick_folder / "project")
    site, seen = root / "content/site.yml", list[str]()

    def ftp_PASS(self: Any, line: str) -> None:  # noqa: N802 - its name
        seen.append(line)
        FTPHandler.ftp_PASS(self, line)

    before, text = keyring.get_keyring(), site.read_text("utf-8")
    try:
        keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # as above
        with open_folder() as public, pyftpd(None, public, ftp_PASS=ftp_PASS) as server:
            to = f"ftp://{{}}@127.0.0.1:{server.port}/"
            desk = Asked(root)
            site.write_text(text + WEB.format(to.format(USER)), "utf-8")
            given(desk, "1")
            assert seen.pop() == PASSWORD
            seen.clear()
            site.write_text(text + WEB.format(to.format("somebody")), "utf-8")
            assert ASKED in order(desk, "publish", sure="1")
    finally:
        keyring.set_keyring(before)
    assert seen == []
