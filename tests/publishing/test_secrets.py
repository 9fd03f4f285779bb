"""A password comes from the environment, the keyring or a person, once."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked

from prongsai.publishing.secrets import SERVICE, Passwords, Secret, variable
from prongsai.publishing.targets import Target, Way

TARGET = Target(name="main-site", address="", way=Way.SFTP, user="me", host="h.example")


class MemoryKeyring(KeyringBackend):
    """A keyring that forgets everything at the end."""

    priority = 1
    locked = False

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring has no types here
        self.known: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.known.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.known[service, username] = password


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    backend = MemoryKeyring()
    monkeypatch.setattr(keyring, "get_password", backend.get_password)
    monkeypatch.setattr(keyring, "set_password", backend.set_password)
    monkeypatch.delenv(variable("PASSWORD", TARGET.name), raising=False)
    return backend


def shown(secret: Secret | None) -> str | None:
    return secret.reveal() if secret else None


def test_the_environment_comes_first(
    memory: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.known[SERVICE, "me@h.example"] = "of the keyring"
    monkeypatch.setenv("PRONGSAI_PASSWORD_MAIN_SITE", "of the environment")
    assert shown(Passwords(TARGET).find()) == "of the environment"


def test_the_keyring_knows_it_by_user_and_host(memory: MemoryKeyring) -> None:
    memory.known[SERVICE, "me@h.example"] = "of the keyring"
    assert shown(Passwords(TARGET).find()) == "of the keyring"


def test_a_person_is_asked_once_for_all_lines_and_it_can_be_kept(
    memory: MemoryKeyring,
) -> None:
    asked: list[str] = []

    def ask(target: Target) -> Secret:
        asked.append(target.login)
        return Secret("typed")

    passwords = Passwords(TARGET, ask)
    assert [shown(passwords.find()) for _ in range(4)] == ["typed"] * 4
    assert asked == ["me@h.example"]
    assert passwords.was_asked
    assert passwords.keep()
    assert memory.known == {(SERVICE, "me@h.example"): "typed"}


def test_a_locked_keyring_is_passed_over(memory: MemoryKeyring) -> None:
    memory.locked = True
    passwords = Passwords(TARGET, lambda _: Secret("typed"))
    assert shown(passwords.find()) == "typed"
    assert not passwords.keep()


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring])
def test_a_computer_without_a_keyring_keeps_nothing_and_says_so(
    backend: type[KeyringBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    none = backend()
    monkeypatch.setattr(keyring, "get_password", none.get_password)
    monkeypatch.setattr(keyring, "set_password", none.set_password)
    passwords = Passwords(TARGET, lambda _: Secret("typed"))
    assert shown(passwords.find()) == "typed"
    assert not passwords.keep()
    assert Passwords(TARGET).find() is None


def test_without_a_person_there_is_none(memory: MemoryKeyring) -> None:
    assert memory.known == {}
    assert Passwords(TARGET).find() is None


def test_a_secret_shows_nothing() -> None:
    secret = Secret("hidden")
    assert f"{secret} {secret!r} {[secret]}" == "Secret(…) Secret(…) [Secret(…)]"
