"""The first start: five questions make a site, or one more agency; a year is begun."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from prongsai.desk.folder import Folder
from prongsai.desk.forms import Form, read_form
from prongsai.desk.refusals import facts_of, key_of
from prongsai.desk.shown import Shown
from prongsai.desk.state import NotThereError
from prongsai.model.site import Mode
from prongsai.new import Answers, AnswersError, site_files
from prongsai.new.agency import agency_files, year_files
from prongsai.new.answers import QUESTIONS, answers, kinds, last_year, question, sites
from prongsai.new.place_names import provinces
from prongsai.storage.write import BusyError
from prongsai.thai.dates import fiscal_year
from prongsai.yaml.reader import read_yaml

SITE = "content/site.yml"
_NOT_WRITTEN = (BusyError, OSError)


class TakenError(Exception):
    """The folder has other files of the same names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The questions as they are shown: what was answered, and what is against it."""

    given: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Beginning:
    """Answers what is asked before there is anything to show."""

    shown: Shown

    def routes(self) -> list[Route]:
        """Return the addresses of the questions and of a new year."""
        return [
            Route("/new", self.ask),
            Route("/new", self.make, methods=["POST"]),
            Route("/{slug}/{year:int}/begin", self.begin, methods=["POST"]),
        ]

    @property
    def _running(self) -> int:
        return fiscal_year(self.shown.desk.clock().date())

    async def ask(self, request: Request) -> Response:
        """Ask the five questions; a site of one agency has no place for another."""
        del request
        mode = site_mode(self.shown.desk.folder)
        if mode is Mode.AGENCY and self.shown.desk.agencies():
            return RedirectResponse("/", 303)
        return self._questions(Asked(), mode)

    def _questions(
        self, asked: Asked, mode: Mode | None, status: int = 200
    ) -> Response:
        language, running = self.shown.desk.language, self._running
        return self.shown.pages(
            "first",
            status,
            asked=asked,
            given={one: asked.given.get(one, "") for one in QUESTIONS},
            questions={one: question(one, language) for one in QUESTIONS},
            first=mode is None,
            kinds=list(kinds(language)),
            sites=list(sites(language)),
            provinces=provinces(),
            years=range(running - 1, last_year(running) + 1),
            running=running,
        )

    async def make(self, request: Request) -> Response:
        """Make the site or the agency, and ask for its seal and colour."""
        folder = self.shown.desk.folder
        form = await read_form(request, self.shown.pages.token, folder)
        folder.forget(form.files)
        given = said(form, self.shown.desk.language)
        mode = site_mode(folder)
        try:
            made = self._made(given, mode)
        except AnswersError as error:
            problems = tuple(self._problems(error))
            return self._questions(Asked(given=given, problems=problems), mode, 422)
        except TakenError:
            text = self.shown.pages.text("begin-taken")
            return self._questions(Asked(given=given, problems=(text,)), mode, 422)
        except _NOT_WRITTEN as error:
            text = self.shown.pages.text(key_of(error), **facts_of(error))
            return self._questions(Asked(given=given, problems=(text,)), mode, 422)
        there = f"/{made.folder}/agency/look?first={made.year}"
        return RedirectResponse(there, 303)

    def _problems(self, error: AnswersError) -> Iterator[str]:
        """Yield what is wrong, in words for a page."""
        for key, facts in error.problems.items():
            name = facts.get("question", "")
            words = question(name, self.shown.desk.language) if name else ""
            if key.startswith("no-answer"):
                yield self.shown.pages.text("first-no-answer", question=words)
                continue
            one = AnswersError({key: facts})
            yield from one.lines(self.shown.desk.language)

    def _made(self, given: Mapping[str, str], mode: Mode | None) -> Answers:
        folder = self.shown.desk.folder
        with folder.alone():
            taken = tuple(self.shown.desk.agencies())
            if mode is Mode.AGENCY and taken:
                raise TakenError
            if mode is not None:
                given = {**given, "site": mode.value}
            made = answers(given, self._running, taken)
            files = site_files(made) if mode is None else agency_files(made)
            _write_new(folder, files)
        return made

    async def begin(self, request: Request) -> Response:
        """Begin the year that is running: its items, and nothing said of them yet."""
        desk = self.shown.desk
        form = await read_form(request, self.shown.pages.token, desk.folder)
        desk.folder.forget(form.files)
        look, assessed = self.shown.year(request)
        slug, year = look.agency.slug, assessed.year.fiscal_year
        there = f"/{slug}/{year}/"
        if look.agency.year(year) is not None:
            return RedirectResponse(there, 303)
        try:
            what = self.shown.pages.text("step-begun", year=year)
            desk.step(what, year_files(slug, year))
        except _NOT_WRITTEN as error:
            text = self.shown.pages.text(key_of(error), **facts_of(error))
            return self.shown.pages("told", 422, text=text, there=there)
        return RedirectResponse(there, 303)


def said(form: Form, language: str) -> dict[str, str]:
    """Return the answers of a form; the name of an agency may begin with its kind."""
    given = {name: form.one(name) for name in QUESTIONS if form.one(name)}
    if "kind" not in given:
        name = given.get("name", "")
        named = [one for one in kinds(language) if name.startswith(one)]
        if named:
            given["kind"] = named[-1]
    return given


def site_mode(folder: Folder) -> Mode | None:
    """Return whether the site is that of one agency or of many, None without one.

    Raises:
        NotThereError: what it is cannot be read.
    """
    data = folder.file(SITE)
    if data is None:
        return None
    tree = read_yaml(data, SITE).tree
    if not isinstance(tree, dict):
        raise NotThereError
    return Mode(str(tree.get("mode") or Mode.HUB.value))


def _write_new(folder: Folder, files: Mapping[str, bytes]) -> None:
    """Write files where there are none.

    Raises:
        TakenError: another file of the same name is there; nothing was written.
    """
    for path, data in files.items():
        if folder.file(path) not in {None, data}:
            raise TakenError(path)
    folder.write(files)
