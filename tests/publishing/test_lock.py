"""One publish at a time, whoever died, slept, or has a wrong clock."""

import datetime
import subprocess
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from each import each
from memory_target import MemoryServer
from prongsai.cli.publish_words import Told
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.here import Here
from prongsai.publishing.holder import Holder, ourselves
from prongsai.publishing.lock import Waiting, held
from prongsai.publishing.manifest import LOCK
from prongsai.publishing.run import Wishes, publish
from prongsai.publishing.targets import Target, Way
from prongsai.storage import capabilities
from prongsai.thai.dates import format_long
from site_in_memory import here_of

TARGET = Target(name="web", address="memory:", way=Way.FOLDER)
WHO = f"{LOCK}/who.json"
NOW = "2026-11-26T10:00:00+07:00"
PATIENT = Waiting(seconds=30, silent=0.05, beats=0.01, looks=0.001)
SITE = {"index.html": "home", "a/index.html": "a"}


def left_by(server: MemoryServer, holder: Holder, beat: int = 0) -> None:
    """Leave a lock as a publish that was killed leaves it."""
    server.folders.add(LOCK)
    server.files[WHO] = holder.to_bytes(beat)


def elsewhere(since: str = NOW) -> Holder:
    """Return a publish of another computer."""
    return replace(ourselves(since), computer="another", who="somchai@another")


@pytest.fixture
def here(tmp_path: Path) -> Callable[[Mapping[str, str]], Here]:
    return lambda site: here_of(tmp_path / "site", site)


def test_of_many_that_wait_for_one_that_was_killed_only_one_is_at_work() -> None:
    server, at_work, most, done = MemoryServer(), [0], [0], list[int]()
    gone = subprocess.Popen(["true"])
    gone.wait()
    left_by(server, replace(ourselves(NOW), process=gone.pid))
    never = Waiting(seconds=60, silent=60, looks=0.001)
    counting = threading.Lock()

    def work(number: int) -> None:
        with server.lines() as lines, held(lines, ourselves(NOW), waiting=never):
            with counting:
                at_work[0] += 1
                most[0] = max(most[0], at_work[0])
            threading.Event().wait(0.02)
            with counting:
                at_work[0] -= 1
                done.append(number)

    waiting = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for one in waiting:
        one.start()
    for one in waiting:
        one.join(30)
    assert (sorted(done), most) == (list(range(8)), [1])
    assert (server.folders, server.files) == ({""}, {})


@each("since", ["2026-11-25T09:00:00+07:00", "2026-11-27T09:00:00+07:00"])
def test_a_clock_that_is_off_by_a_day_neither_breaks_nor_keeps_the_lock(
    since: str,
) -> None:
    server, other = MemoryServer(), elsewhere(since)
    alive = Waiting(seconds=0.2, silent=0.1, looks=0.01)
    left_by(server, other)
    beats = iter(range(1, 1000))
    real = server.files.get

    def read(path: str) -> bytes | None:
        return other.to_bytes(next(beats)) if path == WHO else real(path)

    with server.lines() as lines:
        lines.do(lambda line: setattr(line, "read", read))
        with (
            pytest.raises(RefusedError) as refused,
            held(lines, ourselves(NOW), waiting=alive),
        ):
            pass
    assert (refused.value.key, refused.value.facts) == (
        "locked",
        {"who": "somchai@another", "since": since},
    )
    with server.lines() as lines, held(lines, ourselves(NOW), waiting=PATIENT):
        pass  # it shows no beat any more
    assert server.folders == {""}


@pytest.mark.parametrize(
    ("hours", "shown"),
    [(0, "{now:%H:%M}"), (-48, "{day} {now:%H:%M}"), (48, "{day} {now:%H:%M}")],
)
@pytest.mark.parametrize("zone", [0, 7])
def test_since_when_is_said_by_the_clock_here_and_with_the_day_if_not_today(
    hours: int, shown: str, zone: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """A forge's computer counts in another zone, and a clock may be days off."""
    now = datetime.datetime.now().astimezone().replace(hour=12, minute=5)
    now += datetime.timedelta(hours=hours)
    other = now.astimezone(datetime.timezone(datetime.timedelta(hours=zone)))
    since = shown.format(now=now, day=format_long(now.date()))
    Told("th").refused(RefusedError("locked", who="som@b", since=other.isoformat()))
    assert capsys.readouterr().err == (
        f"som@b กำลังเผยแพร่ไปที่เดียวกันอยู่ (เริ่ม {since} น. ตามนาฬิกาของเครื่องนั้น) "
        "รอให้เสร็จแล้วพิมพ์คำสั่งเดิมอีกครั้ง\n"
    )


def test_who_took_the_place_of_a_killed_one_and_was_killed_is_followed_too() -> None:
    server, dead = MemoryServer(), elsewhere()
    left_by(server, dead)
    server.folders.add(f"{LOCK}/after-{dead.mark}-0")
    with server.lines() as lines, held(lines, ourselves(NOW), waiting=PATIENT):
        pass
    assert server.folders == {""}


def test_a_lock_that_says_nothing_is_waited_for_and_then_taken() -> None:
    server = MemoryServer()
    server.folders.add(LOCK)
    server.files[WHO] = b'{"who": "som'
    with server.lines() as lines, held(lines, ourselves(NOW), waiting=PATIENT):
        pass
    assert server.folders == {""}


def test_a_publish_that_slept_while_another_began_changes_nothing_more(
    here: Callable[[Mapping[str, str]], Here],
) -> None:
    server = MemoryServer()
    with server.lines() as lines:
        publish(lines, here(SITE), TARGET, Wishes(waiting=PATIENT))
    before, other = server.public(), elsewhere()

    def other_begins() -> None:
        if any(path.startswith(".prongsai-staging/") for path in server.files):
            server.files[WHO] = other.to_bytes(0)

    server.seen = other_begins
    changed = {"index.html": "new home", "b/index.html": "b"}
    with server.lines() as lines, pytest.raises(RefusedError) as refused:
        publish(lines, here(changed), TARGET, Wishes(many=True, waiting=PATIENT))
    assert refused.value.key == "lock-lost"
    assert server.public() == before
    assert server.files[WHO] == other.to_bytes(0)


@pytest.mark.parametrize("followed", [False, True])
def test_a_half_written_lock_is_ours_unless_another_publish_took_our_place(
    here: Callable[[Mapping[str, str]], Here], *, followed: bool
) -> None:
    """A server may do the half of a step that was cut after we repeated the whole."""
    server = MemoryServer()

    def cut_late() -> None:
        if any(path.startswith(".prongsai-staging/") for path in server.files):
            server.files[WHO] = b'{"who": "som'
            if followed:
                server.folders.add(f"{LOCK}/after-unknown-0")
            server.seen = lambda: None

    server.seen = cut_late
    with server.lines() as lines:
        if followed:
            with pytest.raises(RefusedError) as refused:
                publish(lines, here(SITE), TARGET, Wishes(waiting=PATIENT))
            assert refused.value.key == "lock-lost"
        else:
            publish(lines, here(SITE), TARGET, Wishes(waiting=PATIENT))
            assert server.folders == {"", "a"}
            assert len(server.public()) == len(SITE)


def test_a_lock_whose_folder_went_away_ends_no_thread_with_a_traceback() -> None:
    server = MemoryServer()
    with server.lines() as lines, held(lines, ourselves(NOW), waiting=PATIENT):
        server.folders.discard(LOCK)
        threading.Event().wait(0.1)  # it is renewed meanwhile
    assert LOCK not in server.folders


def test_a_publish_without_threads_renews_the_lock_between_its_steps(
    here: Callable[[Mapping[str, str]], Here], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a browser's tab, where an upload takes long and nothing runs next to it."""
    monkeypatch.setattr(capabilities, "_LACKING", frozenset(capabilities.Capability))
    server, beats = MemoryServer(), set[int]()

    def look() -> None:
        found = Holder.from_bytes(server.files.get(WHO, b""))
        beats.update({found.beat} if found else set())

    server.seen = look
    always = replace(PATIENT, beats=0)
    with server.lines() as lines:
        publish(lines, here(SITE), TARGET, Wishes(waiting=always))
    assert len(beats) > len(SITE)
    assert LOCK not in server.folders
