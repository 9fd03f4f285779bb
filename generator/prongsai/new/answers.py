"""The five answers of which a new site is made, and the file that holds them.

A line of the file is `question: answer`. Questions and choices may be in Thai, as the
page of the starter writes them, or in English.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from prongsai import messages
from prongsai.loading.catalogues import rules_of
from prongsai.loading.load import slug_problem
from prongsai.model.agency import AgencyKind
from prongsai.model.site import Mode
from prongsai.new.place_names import proposed_names
from prongsai.thai.digits import to_arabic
from prongsai.yaml.reader import read_yaml

QUESTIONS = ("name", "kind", "province", "district", "year", "site", "folder")
"""The questions in the order in which they are asked; the last has a proposal."""

OPTIONAL = {"district", "year", "site", "folder"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What an agency is called, where it is, and the year (พ.ศ.) it begins with.

    `folder` is its slug: the name of its folder, in a hub a part of its addresses.
    """

    name: str
    kind: AgencyKind
    province: str
    district: str
    year: int
    site: Mode
    folder: str


class AnswersError(Exception):
    """Answers that no site can be made of: each problem with its facts."""

    def __init__(
        self,
        problems: Mapping[str, Mapping[str, str]],
        said: Mapping[str, str] | None = None,
    ) -> None:
        """Keep the problems, by the keys of their messages, and what was answered.

        A name of the folder that cannot be used is replaced by the proposal in `said`.
        """
        super().__init__(", ".join(problems))
        self.problems = problems
        self.said: Mapping[str, str] = said or {}

    def lines(self, language: str) -> Iterator[str]:
        """Yield what is wrong and what to do, a line each."""
        for key, facts in self.problems.items():
            spoken = {
                name: question(fact, language) if fact in QUESTIONS else fact
                for name, fact in facts.items()
            }
            message = key.partition("/")[0]
            yield messages.text("new", message, language, **spoken)


def read_answers(data: bytes, running: int, taken: Collection[str] = ()) -> Answers:
    """Read a file of answers; `running` is the year (พ.ศ.) that is running.

    No name that is `taken` is proposed for the folder.

    Raises:
        AnswersError: all that is wrong in it.
    """
    read = read_yaml(data, messages.text("new", "answers-file"))
    if read.findings:
        raise AnswersError(
            {
                f"not-read/{number}": {
                    "line": str(one.place.line),
                    "message": messages.message(one),
                    "hint": messages.hint(one),
                }
                for number, one in enumerate(read.findings)
            }
        )
    tree = read.tree if isinstance(read.tree, dict) else {}
    given = {key: value for key, value in tree.items() if isinstance(value, str)}
    return answers(given, running, taken)


def answers(
    given: Mapping[str, str], running: int, taken: Collection[str] = ()
) -> Answers:
    """Return the answers to the questions, in Thai or English words.

    Raises:
        AnswersError: all that is wrong in them.
    """
    said, problems = _said(given)
    kind = _kind(said.get("kind", ""), problems)
    site = _site(said.get("site", ""), problems)
    year = _year(said.get("year", ""), running, problems)
    made = Answers(
        name=said.get("name", ""),
        kind=kind,
        province=said.get("province", ""),
        district=said.get("district", ""),
        year=year,
        site=site,
        folder=said.get("folder", ""),
    )
    proposal = proposed_folder(made, taken)
    folder = _folder(made.folder or proposal, problems)
    if problems:
        shown = proposal if slug_problem(folder) else folder
        raise AnswersError(problems, {**said, "folder": shown})
    return replace(made, folder=folder)


def _said(
    given: Mapping[str, str],
) -> tuple[Mapping[str, str], dict[str, Mapping[str, str]]]:
    """Return what was answered by question, and what is no question or missing."""
    known = {spoken: name for name in QUESTIONS for spoken in _spoken(name)}
    said: dict[str, str] = {}
    problems: dict[str, Mapping[str, str]] = {}
    for key, value in given.items():
        if name := known.get(key.strip()):
            said[name] = " ".join(value.split())
        else:
            problems[f"unknown-question/{key}"] = {"question": key}
    for name in QUESTIONS:
        if not said.get(name) and name not in OPTIONAL:
            key = "no-answer-kind" if name == "kind" else f"no-answer/{name}"
            problems[key] = {"question": name, "known": ", ".join(kinds("th"))}
    return said, problems


def question(name: str, language: str = "th") -> str:
    """Return what a question is called in the file of answers."""
    return messages.text("new", f"question-{name}", language)


def kinds(language: str) -> Mapping[str, AgencyKind]:
    """Return the kinds of agencies by what they are called."""
    return {messages.label(f"AgencyKind.{kind}", language): kind for kind in AgencyKind}


def sites(language: str) -> Mapping[str, Mode]:
    """Return the two sorts of sites by what they are called, the usual one first."""
    modes = (Mode.AGENCY, Mode.HUB)
    return {messages.text("new", f"site-{mode}", language): mode for mode in modes}


def proposed_folder(made: Answers, taken: Collection[str] = ()) -> str:
    """Return a name for the agency's folder that is not taken: that of its place.

    Where that is not known it is the kind; nothing in a hub, where it is an address.
    """
    names = proposed_names(made.name, made.kind, made.province, made.district)
    free = (name for name in names if name not in taken and not slug_problem(name))
    return next(free, made.kind.value if made.site is Mode.AGENCY else "")


def last_year(running: int) -> int:
    """Return the latest year (พ.ศ.) that a site may begin with."""
    return running + 1


def year_of(said: str, running: int) -> int | None:
    """Return the year (พ.ศ.) that is written, if a site may begin with it."""
    text = to_arabic(said)
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        return None
    year = int(text)
    known = year <= last_year(running) and rules_of(year) is not None
    return year if known else None


def _spoken(name: str) -> Iterator[str]:
    yield name
    for language in messages.LANGUAGES:
        yield question(name, language)


def _kind(said: str, problems: dict[str, Mapping[str, str]]) -> AgencyKind:
    known = {**kinds("th"), **kinds("en"), **{kind.value: kind for kind in AgencyKind}}
    if said and said not in known:
        problems["bad-kind"] = {"said": said, "known": ", ".join(kinds("th"))}
    return known.get(said, AgencyKind.OTHER)


def _site(said: str, problems: dict[str, Mapping[str, str]]) -> Mode:
    known = {**sites("th"), **sites("en"), **{mode.value: mode for mode in Mode}}
    if said and said not in known:
        problems["bad-site"] = {"said": said, "known": ", ".join(sites("th"))}
    return known.get(said, Mode.AGENCY)


def _year(said: str, running: int, problems: dict[str, Mapping[str, str]]) -> int:
    if not said:
        return running
    year = year_of(said, running)
    if year is None:
        problems["bad-year"] = {"said": said, "running": str(running)}
    return year or 0


def _folder(said: str, problems: dict[str, Mapping[str, str]]) -> str:
    if not said:
        problems["no-folder"] = {"question": "folder"}
    elif slug_problem(said):
        problems["bad-folder"] = {"said": said, "question": "folder"}
    return said
