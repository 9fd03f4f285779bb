"""The worker from the inside: takes a job, reads, answers, and waits for the next.

It ends when the program that started it does, or when that is done with it.
"""

import importlib
import os
import pickle
import sys
import time
from typing import Any, BinaryIO  # arguments of any function

from prongsai.storage.confined.answers import StoppedError, packed
from prongsai.storage.confined.limits import (
    Limits,
    forbid_writing,
    limit_memory,
    limit_processor,
)
from prongsai.storage.confined.worker import ANSWER, HEAD
from prongsai.storage.limits import BadFileError


def serve() -> None:
    """Answer jobs until no process asks any more."""
    asked, answers = sys.stdin.buffer, _own_output()
    forbid_writing()
    while head := asked.read(HEAD.size):
        size = HEAD.unpack(head)[0]
        module, name, given, limits = pickle.loads(asked.read(size))  # noqa: S301 - from the program itself
        before = time.process_time()
        answer = _answer(module, name, given, limits)
        used = time.process_time() - before
        answers.write(ANSWER.pack(len(answer), used) + answer)
        answers.flush()


def _own_output() -> BinaryIO:
    """Return the way to the program; what readers print goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return answers


def _answer(module: str, name: str, given: tuple[Any, ...], limits: Limits) -> bytes:
    """Return what the function returned or raised, as bytes."""
    read = importlib.import_module(module)
    for step in name.split("."):
        read = getattr(read, step)
    limit_memory(limits.memory)
    limit_processor(limits.seconds)
    try:
        return packed(_read(read, given), limits.output)
    except MemoryError:
        limit_memory(2 * limits.memory)
        gone = StoppedError("stopped-memory", limit=limits.memory // 1_000_000)
        return packed(gone, limits.output)
    except StoppedError as error:
        return packed(error, limits.output)


def _read(read: Any, given: tuple[Any, ...]) -> object:  # noqa: ANN401 - any function
    try:
        return read(*given)
    except BadFileError as error:
        return error
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - damaged files raise anything
        return StoppedError(
            "stopped-crash", reason=f"{type(error).__name__}: {error}"[:300]
        )
