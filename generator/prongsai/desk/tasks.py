"""What each order does: the same functions as the command of that name."""

from collections.abc import Callable, Mapping

from prongsai import plan, read
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.desk.job import Job, StoppedError
from prongsai.desk.publish_task import at_site, planned, prove_task, publish_task
from prongsai.desk.works import Work
from prongsai.findings import has_errors
from prongsai.internal.live_proof import of_site
from prongsai.internal.submission import submission
from prongsai.internal.submission_files import files
from prongsai.paper.kinds import papers
from prongsai.paper.make import available, make_papers
from prongsai.publishing.receipt import newest
from prongsai.site.swap import BUILD
from prongsai.site.verify.site import BuiltSite, Terms
from prongsai.storage.capabilities import Capability, has
from prongsai.storage.content_folder import read_sources
from prongsai.storage.internal_folder import internal_path
from prongsai.storage.papers import FOLDER as PAPERS
from prongsai.storage.write import write_all
from prongsai.thai.dates import fiscal_year
from prongsai.years.rolling import roll_over
from prongsai.years.sheet import as_html
from prongsai.years.written import made_before, write


def _submission(job: Job) -> None:
    with at_site(job) as there:
        _submitted(there)


def _submitted(job: Job) -> None:
    made = planned(job)
    context = made.context
    site = context.content.site.value
    if site.site_url is None:
        raise StoppedError("work-no-address")
    agency = next(one for one in context.agencies if one.slug == job.order.slug)
    year = agency.year(job.order.year)
    if year is None:
        raise StoppedError("work-empty-year", year=job.order.year)
    if not job.order.sure:
        job.say("ahead-submission", year=job.order.year, site=site.site_url)
        return
    terms = Terms(language=site.language, url=site.site_url)
    live = newest(job.root, site.site_url)
    sheet = submission(
        context,
        AssessedYear(
            content=context.content, agency=agency, year=year, today=job.today
        ),
        BuiltSite(root=job.root / BUILD / "site", terms=terms),
        job.language,
        live,
    )
    written = {
        internal_path(job.order.slug, job.order.year, name): data
        for name, data in files(sheet)
    }
    write_all(job.root, dict(written))
    counts = sheet.counts
    job.say("done-submission", **counts)
    if sheet.draft:
        job.say("done-submission-draft", year=sheet.year, draft=sheet.draft)
    job.tell(of_site(live, job.language))
    for path in written:
        job.made(f"file-{path.rpartition('.')[2]}", path)


def _papers(job: Job) -> None:
    if not available():
        here = has(Capability.PROCESSES)
        raise StoppedError("work-no-papers" if here else "work-papers-by-hand")
    content = planned(job, building=False).context.content
    order = job.order
    chosen = [
        one
        for one in papers(content)
        if (one.agency, one.year) == (order.slug, order.year)
    ]
    if not chosen:
        raise StoppedError("work-nothing-to-print", year=order.year)
    if not order.sure:
        for one in chosen:
            job.say("ahead-paper", title=one.title)
        return
    own = (order.slug, str(order.year))
    failed = make_papers(job.root, chosen, lambda slug, year: (slug, year) == own)
    job.say("done-papers", count=len(chosen) - len(failed))
    for one in chosen:
        if one.path in failed:
            job.say("paper-failed", title=one.title)
        else:
            job.made("file-paper", f"{PAPERS}/{one.path}", title=one.title)


def _roll_over(job: Job) -> None:
    checked, _ = plan(read(job.root), job.today)
    order, year = job.order, fiscal_year(job.today)
    agencies = checked.content.agencies if checked.content else ()
    agency = next((one for one in agencies if one.slug == order.slug), None)
    if checked.content is None or agency is None or has_errors(checked.findings):
        raise StoppedError("work-errors")
    made = made_before(job.root, order.slug, year)
    sources = read_sources(job.root)
    rolled = roll_over(sources, checked.content, agency, year, job.language, made)
    if rolled is None:
        raise StoppedError("work-no-year-before", before=year - 1, year=year)
    if not rolled.files:
        job.say("roll-over-there", year=year)
        return
    key = "done-roll-over" if order.sure else "ahead-roll-over"
    job.say(key, year=year, items=len(rolled.items), measures=len(rolled.measures))
    for title in rolled.ended:
        job.say("roll-over-ended", title=title)
    if not order.sure:
        return
    write(job.root, rolled)
    sheet = internal_path(order.slug, year, "start.html")
    page = as_html(rolled, checked.content, agency, job.today, job.language)
    write_all(job.root, {sheet: page})
    job.made("file-start", sheet, year=year)


TASKS: Mapping[Work, Callable[[Job], None]] = {
    Work.PUBLISH: publish_task,
    Work.PROVE: prove_task,
    Work.SUBMISSION: _submission,
    Work.PAPERS: _papers,
    Work.ROLL_OVER: _roll_over,
}
