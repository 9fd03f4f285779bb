"""What the computer refused, as one sentence that says what to do.

A full disk, missing rights or a file that vanished are no bugs of the program.
"""

import errno
import os
import sys

from prongsai import messages
from prongsai.cli.mistyped import typed_language
from prongsai.messages.signs import visible
from prongsai.reports.short import as_text
from prongsai.storage.complete import IncompleteError
from prongsai.storage.git import GitError
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


def refusal(error: BaseException) -> str | None:
    """Return what to tell the person, or None where the error is our own bug."""
    language = typed_language(sys.argv)
    if isinstance(error, MemoryError):
        return messages.text("environment", "no-memory", language)
    if isinstance(error, GitError):
        return messages.text("environment", "git", language, reason=_line(str(error)))
    if isinstance(error, EditError):
        return messages.text("environment", "not-edited", language)
    if isinstance(error, IncompleteError):
        stopped = messages.text("terminal", "errors-first", language)
        return "\n".join((*as_text(error.findings, language), stopped))
    if not isinstance(error, OSError):
        return None
    key = _KEYS.get(error.errno or 0, "other")
    reason = os.strerror(error.errno) if error.errno else str(error)
    path = error.filename if isinstance(error.filename, str | bytes) else ""
    shown = _line(os.fsdecode(path)) or "–"
    return messages.text("environment", key, language, path=shown, reason=_line(reason))


def _line(text: str) -> str:
    """Return the beginning of a text on one line, as the terminal may show it."""
    return visible(text)[:300]
