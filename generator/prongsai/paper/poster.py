"""The poster that calls citizens to the EIT survey."""

from dataclasses import dataclass

from prongsai.pages.survey import SurveyView
from prongsai.paper.head import Head
from prongsai.paper.official import say
from prongsai.thai.dates import format_long, format_short


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """The content of a poster; `paper` is typst's name of its size, or `square`."""

    head: Head
    paper: str
    what: str
    invite: str
    scan: str
    link: str
    alt: str
    days: str
    until: str
    how: str
    how_to: tuple[str, ...]


def poster(view: SurveyView, head: Head, size: str) -> Poster:
    """Lay out the call of a survey on A4, on A5, or as a square."""
    return Poster(
        head=head,
        paper=size,
        what=say("poster-what", year=view.year),
        invite=say("poster-invite"),
        scan=say("poster-scan"),
        link=view.link,
        alt=say("poster-qr", agency=view.agency, link=view.link),
        days=_days(view),
        until=_until(view),
        how=say("poster-how"),
        how_to=view.how_to,
    )


def _until(view: SurveyView) -> str:
    """Return the last day with its month in short, to be read from afar."""
    if view.closes is None:
        return ""
    return say("poster-until", end=format_short(view.closes))


def _days(view: SurveyView) -> str:
    if view.opens and view.closes:
        return say(
            "poster-open", start=format_long(view.opens), end=format_long(view.closes)
        )
    if view.opens:
        return say("poster-opens", start=format_long(view.opens))
    return say("poster-closes", end=format_long(view.closes)) if view.closes else ""
