"""Publish and prove, as ordered at the desk."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from prongsai import Plan, build, last_build, messages, plan, read
from prongsai.desk.job import Job, StoppedError
from prongsai.findings import has_errors
from prongsai.publishing.built import built_here
from prongsai.publishing.connect import lines_to
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.kept import Kept
from prongsai.publishing.live_check import Origin, built_site, file_receipt, see
from prongsai.publishing.online_version import look_online, origin
from prongsai.publishing.own_site import NoOwnSiteError, keep_published, own_project
from prongsai.publishing.plan import PublishPlan
from prongsai.publishing.proof import DEPLOYING, Proof
from prongsai.publishing.published import Published
from prongsai.publishing.receipt import RECEIPTS
from prongsai.publishing.run import Wishes, compare, publish
from prongsai.publishing.secrets import Passwords
from prongsai.publishing.targets import OPEN, Target, Way, choose
from prongsai.publishing.transport.zip_file import FOLDER as ZIPS
from prongsai.site.record import record
from prongsai.storage.content_folder import CONTENT, read_sources
from prongsai.storage.git import GitError
from prongsai.storage.git_commit import commit
from prongsai.storage.snapshots import PUBLISHED, take
from prongsai.yaml.edits import EditError

_SHOWN = 12
"""Pages of each kind that are named before a publish."""


def planned(job: Job, *, building: bool = True) -> Plan:
    """Return the plan of the site, and build it unless that was done.

    Raises:
        StoppedError: something stops publication, or we made a broken site.
    """
    _, made = plan(read(job.root), job.today)
    if made is None:
        raise StoppedError("work-errors")
    sources = read_sources(job.root)
    done = not building or last_build.unchanged(job.root, sources, job.today)
    if not done:
        job.say("building")
        built = build(job.root, sources, job.today)
        if built.site_errors:
            raise StoppedError("work-broken")
        if not built.current:  # it changed since it was planned
            raise StoppedError("work-errors")
    return made


@contextmanager
def at_site(job: Job) -> Iterator[Job]:
    """Give the job at the site that it is about: an own site is made of the hub."""
    if not job.order.own:
        yield job
        return
    checked, _ = plan(read(job.root), job.today)
    if checked.content is None or has_errors(checked.findings):
        raise StoppedError("work-errors")
    slug = job.order.slug
    try:
        root = own_project(job.root, checked.content, slug)
    except NoOwnSiteError:
        raise StoppedError("work-no-address") from None
    below = f"{root.relative_to(job.root).as_posix()}/"
    try:
        yield replace(job, root=root, below=below)
    finally:
        keep_published(job.root, slug)


def publish_task(job: Job) -> None:
    """Report what a publish would do, or do it and prove it."""
    with at_site(job) as there:
        _publish(there)


def _publish(job: Job) -> None:
    made = planned(job)
    order = job.order
    records = made.context.content.site.value.publish
    target = choose(records, order.target or None)
    if target.way in OPEN:
        job.say("open-line", name=target.name)
    here = built_here(job.root, made, datetime.datetime.now(datetime.UTC))
    passwords = Passwords(target, typed=job.typed)
    wishes = Wishes(
        adopt="adopt" in order.allowed, many="many" in order.allowed, watch=job.watch
    )
    with lines_to(job.root, target, passwords, new_key=job.new_key) as lines:
        if not order.sure:
            _ahead(job, compare(lines, here, adopt=wishes.adopt))
            return
        done = publish(lines, here, target, wishes)
    if job.keep and job.typed is not None:
        job.say("password-kept" if passwords.keep() else "password-not-kept")
    if target.way is Way.ZIP:
        _zip_made(job, target)
        return
    with suppress(OSError, RefusedError):  # it is published all the same
        Kept.of(job.root, target.name).remember(here)
    _published(job, made, done)


def _zip_made(job: Job, target: Target) -> None:
    """Report the ZIP files, which a person has to upload."""
    job.say("zip-made")
    for kind in ("whole", "changed"):
        path = f"{ZIPS}/{target.name}-{kind}.zip"
        if (job.root / path).is_file():
            job.made(f"file-zip-{kind}", path)


def _ahead(job: Job, made: PublishPlan) -> None:
    """Report what a publish would do."""
    if made.empty:
        job.say("ahead-nothing")
        return
    if made.lost:
        job.say("ahead-lost", count=len(made.lost))
    size = f"{made.size / 1e6:.1f}"
    counts = (len(made.new), len(made.changed), len(made.leaving))
    new, changed, leaving = counts
    job.say("ahead-publish", new=new, changed=changed, leaving=leaving, size=size)
    for key, paths in (("new", made.new), ("changed", made.changed)):
        named = (one for one in paths if not one.startswith("assets/"))
        pages = [one for one in named if one.endswith("index.html")]
        for path in pages[:_SHOWN]:
            job.say(f"ahead-{key}", address=f"/{path.removesuffix('index.html')}")
        if len(pages) > _SHOWN:
            job.say("ahead-more", count=len(pages) - _SHOWN)
    for path in made.leaving[:_SHOWN]:
        job.say("ahead-leaving", address=f"/{path}")


def _published(job: Job, made: Plan, done: Published) -> None:
    """Write down what is online now, and prove it."""
    if done.sent or done.removed:
        job.say("done-publish", sent=len(done.sent), removed=len(done.removed))
    else:
        job.say("done-nothing")
    with suppress(EditError):
        record(job.root, made)
    if not job.order.own:
        take(job.root, PUBLISHED, job.now.isoformat(timespec="seconds"))
    name = made.context.content.site.value.title
    with suppress(GitError):
        commit(job.root, CONTENT, _words(job, name), job.order.by)
    if done.site_url is None:
        job.say("not-proven")
        return
    expected = built_site(job.root, made, job.today, done.sent)
    if expected is None:
        return
    there = {path: entry.sha256 for path, entry in done.files.items()}
    deployed = done.sent and done.address.startswith("git+")
    job.say("proving", site=done.site_url)
    proof = see(replace(expected, files=there), DEPLOYING if deployed else None)
    _receipt(job, proof, origin(job.root, done, job.order.by))


def _words(job: Job, name: str) -> str:
    return messages.text("desk-acts", "commit-published", job.language, name=name)


def prove_task(job: Job) -> None:
    """Report what would be looked at on the live site, or look and file a receipt."""
    with at_site(job) as there:
        _prove(there)


def _prove(job: Job) -> None:
    made = planned(job)
    expected = built_site(job.root, made, job.today)
    if expected is None:
        raise StoppedError("work-no-address")
    if not job.order.sure:
        job.say("ahead-prove", site=expected.site_url, count=len(expected.sheet))
        return
    job.say("proving", site=expected.site_url)
    looked = look_online(job.root, made, job.today, by=job.order.by)
    if looked is not None:
        _receipt(job, looked.proof, looked.source)


def _receipt(job: Job, proof: Proof, source: Origin) -> None:
    """File what was seen, and report it."""
    receipt = file_receipt(job.root, proof, source, job.language)
    path = f"{RECEIPTS}/{receipt.name}.html"
    if proof.unreached:
        job.say("prove-unreached", site=proof.site_url)
        return
    proven, every = len(receipt.proven), len(receipt.results)
    if proof.lost:
        job.say("prove-lost", count=len(proof.lost))
    key = "prove-some" if receipt.wrong else "prove-all"
    job.say(key, proven=proven, all=every)
    for one in receipt.wrong[:_SHOWN]:
        address = f"{receipt.site_url}{one.address}"
        job.say(f"seen-{one.seen}", address=address)
    if not source.as_built:
        job.say("other-version")
    job.made("file-receipt", path)
