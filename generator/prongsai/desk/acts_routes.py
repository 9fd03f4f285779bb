"""The addresses of the acts: look and confirm, send and approve."""

from starlette.routing import Route

from prongsai.desk.approving import Approving
from prongsai.desk.looking import Looking
from prongsai.desk.shown import Shown


def acts_routes(shown: Shown) -> list[Route]:
    """Return the routes of what is possible with what is around the desk."""
    if shown.around is None:
        return []
    past = shown.around.past
    return [
        *Looking(shown=shown, past=past).routes(),
        *Approving(shown=shown, past=past).routes(),
    ]
