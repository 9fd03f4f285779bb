"""What a browser does not show to a tab: it says only that nothing came.

A host may be away, or may not let other websites ask it (CORS): the page sees no
difference. Who has answered before was cut; who has not is not open to tabs.
"""

from prongsai.online.answer import Reason
from prongsai.online.request import NoReplyError
from prongsai.publishing.failures import CutError, RefusedError

_TRIES = 3
"""How often a kind of request is repeated at a host that answers others."""

_NO_SERVER = frozenset({Reason.TLS, Reason.DNS, Reason.REFUSED})


class Unshown:
    """What one host has answered to so far; all connections to it share this."""

    def __init__(self, host: str, name: str) -> None:
        """Know nothing yet."""
        self._host, self._name = host, name
        self._answered: set[str] = set()
        self._failed: dict[str, int] = {}

    def answered(self, method: str) -> None:
        """Remember that a kind of request has an answer there."""
        self._answered.add(method)

    def failure(self, method: str, error: NoReplyError) -> Exception:
        """Return what it means that there was no answer."""
        match error.reason:
            case Reason.NOT_ALLOWED:
                return RefusedError("not-allowed", host=self._host)
            case reason if reason in _NO_SERVER:
                return RefusedError("no-server", host=self._host)
            case Reason.NOT_SHOWN if method not in self._answered:
                self._failed[method] = self._failed.get(method, 0) + 1
                if not self._answered or self._failed[method] >= _TRIES:
                    return RefusedError("not-open", host=self._host, name=self._name)
        return CutError()
