"""Links that lead outside open for everybody.

What: every address in `url`, `link` and `website` of the content, with `prongsai check
--online` only; never in a build. Each is asked once (a good answer is kept 7 days, a
bad one for the day). Reported are: not there, login, no answer, moved permanently,
redirected to the home page. Addresses inside an office network are not asked. Without
Internet one hint says so. All of it is a hint: a website may be down for an hour.

Why: the assessor opens the links weeks after they were typed; websites are rebuilt and
documents move.

Whose rule: project; the assessor opens what was entered.

Passing example:

    # 2568/disclosures.yml
    items:
      - code: O5
        evidence:
          - id: o5-plan
            title: แผนพัฒนาท้องถิ่น
            url: https://banrai.example.go.th/plan

Failing example:

    # 2568/disclosures.yml
    items:
      - code: O5
        evidence:
          - id: o5-plan
            title: แผนพัฒนาท้องถิ่น
            url: https://banrai.example.go.th/a-page-that-was-deleted
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from prongsai.findings import Finding
from prongsai.online.answer import NOT_CONNECTED, Answer, End, Reason
from prongsai.online.cache import fresh, load, save
from prongsai.online.client import Ask, ask_all
from prongsai.online.links import ALL_LINKS, Link
from prongsai.web_links import host_of

CODES = (
    "link-asks-login",
    "link-dead",
    "link-leads-home",
    "link-loop",
    "link-moved",
    "link-not-asked",
    "link-unreachable",
    "links-offline",
)

_CODES: Mapping[End, str] = {
    End.DEAD: "link-dead",
    End.INSIDE: "link-not-asked",
    End.LOGIN: "link-asks-login",
    End.LOOP: "link-loop",
    End.UNREACHABLE: "link-unreachable",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the links answered.

    Attributes:
        answers: by address; without those that failed while `offline`.
        asked: how many were asked now, not taken from the cache.
        offline: no address that was asked could be reached.
    """

    answers: Mapping[str, Answer]
    asked: int = 0
    offline: bool = False


def look(links: Iterable[Link], cache: Path, today: datetime.date, ask: Ask) -> Looked:
    """Ask for what the cache does not know on `today`, and keep the answers."""
    wanted = {link.url for link in links}
    kept = fresh(load(cache), today)
    known = {url: answer for url, (_, answer) in kept.items() if url in wanted}
    new = ask_all(sorted(wanted - set(known)), ask)
    if is_offline(new):
        return Looked(answers=known, asked=len(new), offline=True)
    save(cache, {**kept, **{url: (today, answer) for url, answer in new.items()}})
    return Looked(answers={**known, **new}, asked=len(new))


def is_offline(answers: Mapping[str, Answer]) -> bool:
    """Return whether there is no Internet, rather than one website that is down."""
    asked = {url: one for url, one in answers.items() if one.end is not End.INSIDE}
    reasons = {answer.reason for answer in asked.values()}
    hosts = {host_of(url) for url in asked}
    return bool(asked) and (
        reasons == {Reason.NETWORK} or (len(hosts) > 1 and reasons <= NOT_CONNECTED)
    )


def findings(links: Iterable[Link], looked: Looked) -> Iterator[Finding]:
    """Yield what is wrong with the links, each at its place."""
    links = tuple(links)
    if looked.offline and links:
        # One place for all, which does not move when content is added.
        yield Finding(code="links-offline", place=ALL_LINKS)
    for link in links:
        answer = looked.answers.get(link.url)
        code = _code(link.url, answer) if answer else ""
        if answer and code:
            yield link.finding(code, answer.story, answer.moved_to(link.url))


def _code(url: str, answer: Answer) -> str:
    if answer.end is not End.GOOD:
        return _CODES[answer.end]
    if answer.leads_home(url):
        return "link-leads-home"
    return "link-moved" if answer.moved_to(url) else ""
