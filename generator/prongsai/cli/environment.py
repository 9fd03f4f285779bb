"""What the computer refused, as one sentence that says what to do.

A full disk, missing rights or a file that vanished are no bugs of the program.
"""

import errno
import os
import sys
from collections.abc import Mapping, Sequence

from prongsai import messages
from prongsai.cli.mistyped import typed_language
from prongsai.messages.signs import visible
from prongsai.reports.short import as_text
from prongsai.storage.complete import IncompleteError
from prongsai.storage.git import GitError
from prongsai.storage.side_by_side import LostProcessError
from prongsai.yaml.edits import EditError

_KEYS = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "disk-full",
    errno.EACCES: "no-rights",
    errno.EPERM: "no-rights",
    errno.EROFS: "no-rights",
    errno.ENOENT: "vanished",
    errno.ENOTDIR: "wrong-kind",
    errno.EISDIR: "wrong-kind",
    errno.EEXIST: "wrong-kind",
    errno.ENAMETOOLONG: "name-too-long",
    errno.EMFILE: "too-many-open",
    errno.ENFILE: "too-many-open",
}


_WITHOUT_A_FILE = {errno.ENOMEM: "no-memory", errno.EAGAIN: "too-many-processes"}
"""What it means where the computer was not asked for a file."""

_KINDS: Mapping[type[BaseException], str] = {
    MemoryError: "no-memory",
    LostProcessError: "lost-process",
    GitError: "git",
    EditError: "not-edited",
}

_NO_THREAD = "can't start new thread"
"""All that Python says where a computer has reached its limit of processes."""

_SHOWN = 4
"""How many completed files a sentence names; the others are counted."""


def refusal(error: BaseException, done: Sequence[str] = ()) -> str | None:
    """Return what to tell the person, or None where the error is our own bug.

    `done` names what the command completed before.
    """
    language = typed_language(sys.argv)
    so_far = _so_far(done, language)
    facts = {"reason": _line(str(error)), "so_far": so_far}
    for kind, key in _KINDS.items():
        if isinstance(error, kind):
            return messages.text("environment", key, language, **facts)
    if isinstance(error, RuntimeError) and _NO_THREAD in str(error):
        return messages.text("environment", "too-many-processes", language, **facts)
    if isinstance(error, IncompleteError):
        stopped = messages.text("terminal", "errors-first", language)
        return "\n".join((*as_text(error.findings, language), stopped))
    if not isinstance(error, OSError):
        return None
    keys = _KEYS if error.filename else {**_KEYS, **_WITHOUT_A_FILE}
    key = keys.get(error.errno or 0, "other")
    reason = os.strerror(error.errno) if error.errno else str(error)
    path = error.filename if isinstance(error.filename, str | bytes) else ""
    shown = _line(os.fsdecode(path)) or "–"
    facts |= {"path": shown, "reason": _line(reason)}
    return messages.text("environment", key, language, **facts)


def stopped(done: Sequence[str]) -> str:
    """Return what to tell a person who stopped the command."""
    language = typed_language(sys.argv)
    so_far = _so_far(done, language)
    return messages.text("environment", "stopped", language, so_far=so_far)


def _so_far(done: Sequence[str], language: str) -> str:
    """Return what has been done, and what has not."""
    if not done:
        return messages.text("environment", "as-before", language)
    named = [_line(one) for one in done[:_SHOWN]]
    if more := len(done) - len(named):
        named.append(messages.text("environment", "more-done", language, count=more))
    return messages.text("environment", "done-before", language, files=", ".join(named))


def _line(text: str) -> str:
    """Return the beginning of a text on one line, as the terminal may show it."""
    return visible(text)[:300]
