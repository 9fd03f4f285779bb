"""Why nothing was saved: the text of `desk.yml` for each."""

from collections.abc import Mapping

from prongsai.assessment.confirmation import CannotConfirmError
from prongsai.desk.acts import BadValueError
from prongsai.desk.changes import BrokenError
from prongsai.desk.folder import TooLargeError
from prongsai.desk.state import NothingToUndoError
from prongsai.storage.complete import IncompleteError
from prongsai.storage.write import BusyError
from prongsai.yaml.edits import EditError

_KEYS: Mapping[type[Exception], str] = {
    BadValueError: "",
    TooLargeError: "too-large",
    CannotConfirmError: "nothing-to-confirm",
    BrokenError: "broken",
    EditError: "broken",
    IncompleteError: "broken",
    NothingToUndoError: "nothing-to-undo",
    BusyError: "busy",
    OSError: "not-written",
}
"""The text of each refusal; a `BadValueError` names its own."""

REFUSALS = tuple(_KEYS)


def key_of(error: Exception) -> str:
    """Return the text that reports a refusal."""
    if isinstance(error, BadValueError):
        return error.key
    return next(key for kind, key in _KEYS.items() if isinstance(error, kind))


def facts_of(error: Exception) -> dict[str, str]:
    """Return what the words about a refusal name."""
    if isinstance(error, BadValueError):
        return error.facts
    if isinstance(error, BusyError):
        return {"since": error.busy.since[11:16]}
    return {"file": str(error)} if isinstance(error, TooLargeError) else {}
