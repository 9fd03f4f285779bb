"""A computer without a keyring: the password is asked for, used, and kept nowhere."""

from pathlib import Path

import keyring
import pytest
from keyring.backends import fail, null

from desk_project import Asked, make_project, order, works
from prongsai import messages
from target_servers import PASSWORD, USER, open_folder, pyftpd

ASKED = 'name="password" type="password" autocomplete="off" required'
NOT_KEPT = messages.text("desk-acts", "password-not-kept", "th")
KEPT = messages.text("desk-acts", "password-kept", "th")
AHEAD = messages.text("desk-acts", "ahead", "th")
LOGIN = messages.text("desk-acts", "refused-no-login", "th", login=f"{USER}@127.0.0.1")


@pytest.mark.slow
def test_the_password_is_asked_for_and_used_and_kept_nowhere(
    quick_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = make_project(quick_folder / "project")
    before = keyring.get_keyring()
    with open_folder() as public, pyftpd(None, public) as server:
        target = f"ftp://{USER}@127.0.0.1:{server.port}/"
        with (root / "content/site.yml").open("a", encoding="utf-8") as stream:
            stream.write(f"publish:\n- name: web\n  url: {target}\n  insecure: true\n")
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
