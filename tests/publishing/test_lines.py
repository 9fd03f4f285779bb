"""Lines to a target: repaired, shared, and no more than the server takes."""

import threading

import pytest

from each import each
from memory_target import AT_ONCE, MemoryServer, MemoryTransport
from prongsai.publishing.failures import CrowdedError, CutError, RefusedError
from prongsai.publishing.lines import Lines, Patience


def test_a_line_that_is_cut_is_opened_again() -> None:
    opened: list[MemoryTransport] = []
    server = MemoryServer()

    def connect() -> MemoryTransport:
        opened.append(MemoryTransport(server))
        return opened[-1]

    def step(line: object) -> int:
        if line is opened[0]:
            raise CutError
        return len(opened)

    with Lines(connect, at_once=1, patience=AT_ONCE) as lines:
        assert lines.do(step) == 2


def test_a_cut_that_takes_every_line_is_survived_by_a_step_that_meets_them_all() -> (
    None
):
    """Two tries are enough, though the step meets a second line that was cut."""
    server, opened = MemoryServer(), list[MemoryTransport]()
    both, busy, back = threading.Barrier(2), threading.Event(), threading.Event()

    def connect() -> MemoryTransport:
        opened.append(MemoryTransport(server))
        return opened[-1]

    def meet(*_: object) -> None:
        both.wait()

    class Waiting(Patience):
        def wait(self, failed: int) -> None:
            """Let the other line come back first, so that it is the next one."""
            del failed
            back.set()
            other.join()

    def held(line: object) -> None:
        del line
        busy.set()
        back.wait()

    def met(line: object) -> None:
        if not busy.is_set():
            other.start()
            busy.wait()
        if line in opened[:2]:
            raise CutError

    with Lines(connect, at_once=2, patience=Waiting(tries=2)) as lines:
        lines.each(meet, range(2))
        assert len(opened) == 2
        other = threading.Thread(target=lambda: lines.do(held))
        lines.do(met)
        back.set()
        other.join()
    assert len(opened) == 3


def test_a_line_that_is_cut_again_and_again_is_given_up() -> None:
    tries: list[int] = []

    def connect() -> MemoryTransport:
        tries.append(1)
        if len(tries) > 1:
            raise CutError
        return MemoryTransport(MemoryServer())

    def cut(_: object) -> None:
        raise CutError

    with Lines(connect, at_once=4, patience=AT_ONCE) as lines:
        lines.do(lambda line: line.names())
        with pytest.raises(RefusedError) as refused:
            lines.do(cut)
    assert refused.value.key == "cut"
    assert len(tries) == AT_ONCE.tries + 1


@each(
    ("answer", "key", "most"),
    [(CutError, "no-answer", 3), (CrowdedError, "crowded", AT_ONCE.tries)],
)
def test_a_server_that_never_answered_is_named_and_not_waited_for_as_long(
    answer: type[Exception], key: str, most: int
) -> None:
    tries: list[int] = []

    def connect() -> MemoryTransport:
        tries.append(1)
        raise answer

    with (
        Lines(connect, at_once=4, patience=AT_ONCE, host="h.example") as lines,
        pytest.raises(RefusedError) as refused,
    ):
        lines.do(lambda line: line.names())
    assert (refused.value.key, refused.value.facts) == (key, {"host": "h.example"})
    assert len(tries) == most


@each("answer", [CrowdedError, CutError])
def test_a_server_that_takes_two_lines_is_served_over_two(
    answer: type[Exception],
) -> None:
    server, opened, most = MemoryServer(), [0], [0]
    counting = threading.Lock()

    def connect() -> MemoryTransport:
        with counting:
            if opened[0] == 2:
                raise answer
            opened[0] += 1
        return MemoryTransport(server)

    at_work = [0]

    def step(line: object, number: int) -> None:
        del line
        with counting:
            at_work[0] += 1
            most[0] = max(most[0], at_work[0])
        server.files[f"{number}"] = b""
        with counting:
            at_work[0] -= 1

    with Lines(connect, at_once=4, patience=AT_ONCE) as lines:
        lines.each(step, range(50))
    assert len(server.files) == 50
    assert opened[0] <= 2
    assert most[0] <= 2


def test_what_is_not_begun_is_left_when_one_step_is_refused() -> None:
    server, begun = MemoryServer(), list[int]()

    def step(line: object, number: int) -> None:
        del line
        begun.append(number)
        raise RefusedError("no-room", path="a")

    with (
        Lines(lambda: MemoryTransport(server), at_once=2, patience=AT_ONCE) as lines,
        pytest.raises(RefusedError) as refused,
    ):
        lines.each(step, range(1000))
    assert refused.value.key == "no-room"
    assert len(begun) < 1000
