"""The addresses of the acts: look and confirm, send and approve, publish, go back."""

from starlette.routing import Route

from prongsai.desk.approving import Approving
from prongsai.desk.looking import Looking
from prongsai.desk.restoring import Restoring
from prongsai.desk.shown import Shown
from prongsai.desk.working import Working


def acts_routes(shown: Shown) -> list[Route]:
    """Return the routes of what is possible with what is around the desk."""
    if shown.around is None:
        return []
    past, works = shown.around.past, shown.around.works
    shown.desk.before_change = lambda day: past.keep_day(day.isoformat())
    return [
        *Looking(shown=shown, past=past).routes(),
        *Approving(shown=shown, past=past).routes(),
        *Restoring(shown=shown, past=past).routes(),
        *(Working(shown=shown, works=works).routes() if works else ()),
    ]
