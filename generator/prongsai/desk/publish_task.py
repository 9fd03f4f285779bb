"""Publish and prove, as ordered at the desk."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from prongsai import Plan, messages
from prongsai.desk.job import Job, StoppedError
from prongsai.desk.recipe import hand_over
from prongsai.publishing.carry_out import Watch
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.holder import Holder
from prongsai.publishing.judging import PUBLISHED_AGAIN
from prongsai.publishing.live_check import Origin, built_site
from prongsai.publishing.own_site import NoOwnSiteError, own_site
from prongsai.publishing.plan import PublishPlan
from prongsai.publishing.proof import Proof
from prongsai.publishing.publish_site import Wanted, prove_site, publish_site
from prongsai.publishing.published import Published
from prongsai.publishing.ready import NotReadyError, ready
from prongsai.publishing.ready import planned as checked_plan
from prongsai.publishing.receipt import RECEIPTS, Receipt
from prongsai.publishing.records import Recorded
from prongsai.publishing.secrets import Passwords
from prongsai.publishing.targets import Target, choose
from prongsai.publishing.transport.zip_file import FOLDER as ZIPS
from prongsai.publishing.version import Version
from prongsai.storage.capabilities import Capability, has
from prongsai.storage.content_walk import CONTENT
from prongsai.storage.git import GitError
from prongsai.storage.git_commit import commit

_FROM_ELSEWHERE = frozenset({"no-connections", "not-open"})
"""Refusals after which the site goes there only from another place."""

_SHOWN = 12
"""Pages of each kind that are named before a publish."""


@contextmanager
def _stopping() -> Iterator[None]:
    """Report in the words of the desk why a site is not ready."""
    try:
        yield
    except NotReadyError as error:
        raise StoppedError("work-broken" if error.broken else "work-errors") from None
    except NoOwnSiteError:
        raise StoppedError("work-no-address") from None


def planned(job: Job, *, building: bool = True) -> Plan:
    """Return the plan of the site, and build it unless that was done.

    Raises:
        StoppedError: something stops publication, or we made a broken site.
    """
    with _stopping():
        if not building:
            return checked_plan(job.root, job.today)
        return ready(job.root, job.today, lambda: job.say("building"))


@contextmanager
def at_site(job: Job) -> Iterator[Job]:
    """Give the job at the site that it is about: an own site is made of the hub."""
    if not job.order.own:
        yield job
        return
    with _stopping(), own_site(job.root, job.today, job.order.slug) as root:
        below = f"{root.relative_to(job.root).as_posix()}/"
        yield replace(job, root=root, below=below)


def publish_task(job: Job) -> None:
    """Report what a publish would do, or do it and prove it."""
    with at_site(job) as there, _stopping():
        voice = DeskVoice(job=there, language=there.language)
        try:
            publish_site(_wanted(there), voice)
        except RefusedError as error:
            if error.key in _FROM_ELSEWHERE:
                _recipe(there)
            raise


def _recipe(job: Job) -> None:
    """Hand over how to bring the site there from elsewhere."""
    site = planned(job, building=False).context.content.site.value
    hand_over(job, choose(site.publish, job.order.target or None))


def prove_task(job: Job) -> None:
    """Report what would be looked at on the live site, or look and file a receipt."""
    with at_site(job) as there:
        plan = planned(there)
        expected = built_site(there.root, plan, there.today)
        if expected is None:
            raise StoppedError("work-no-address")
        if not there.order.sure:
            count = len(expected.sheet)
            there.say("ahead-prove", site=expected.site_url, count=count)
            return
        voice = DeskVoice(job=there, language=there.language)
        voice.say("proving", site=expected.site_url)
        prove_site(_wanted(there), plan, voice)


def _wanted(job: Job) -> Wanted:
    order = job.order
    return Wanted(
        root=job.root,
        today=job.today,
        now=job.now,
        target=order.target,
        by=order.by,
        only_look=not order.sure,
        adopt="adopt" in order.allowed,
        many="many" in order.allowed,
        own=order.own,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskVoice:
    """The desk as the voice of a publish: lines of its job, and files to open.

    What has to be answered ends the job as a refusal, and is asked on the page.
    """

    job: Job
    language: str

    def say(self, key: str, /, **facts: object) -> None:
        """Report a step."""
        self.job.say(key, **facts)

    def passwords(self, target: Target) -> Passwords:
        """Return where its password is looked for: first what was typed for it."""
        own = self.job.typed_for == target.login
        return Passwords(target, typed=self.job.typed if own else None)

    def keeps_password(self) -> bool:
        """Return whether the person ordered that."""
        return self.job.keep

    def new_key(self, host: str, key: str) -> None:
        """Take the key of a server if the person compared it."""
        self.job.new_key(host, key)

    def adopts(self, error: RefusedError) -> bool:
        """Leave it to the page to ask."""
        del error
        return False

    def waiting(self, holder: Holder) -> None:
        """Report for whom we wait."""
        self.job.say("waiting-for", who=holder.who)

    def made_again(self, version: Version) -> None:
        """Report nothing: the desk brings no earlier version back."""

    @contextmanager
    def uploading(self) -> Iterator[Watch]:
        """Give what shows how far the upload is."""
        yield self.job.watch

    def ahead(self, plan: PublishPlan) -> None:
        """Report what a publish would do."""
        _ahead(self.job, plan)

    def zip_made(self, target: Target) -> None:
        """Report the ZIP files, which a person has to upload."""
        self.job.say("zip-made")
        for kind in ("whole", "changed"):
            path = f"{ZIPS}/{target.name}-{kind}.zip"
            if (self.job.root / path).is_file():
                self.job.made(f"file-zip-{kind}", path)
        gone = f"{ZIPS}/{target.name}-remove.txt"
        if (self.job.root / gone).stat().st_size:
            self.job.made("file-zip-remove", gone)

    def done(self, published: Published, *, undo: bool) -> None:
        """Report what was done."""
        del undo
        sent, removed = len(published.sent), len(published.removed)
        if sent or removed:
            self.job.say("done-publish", sent=sent, removed=removed)
        else:
            self.job.say("done-nothing")
        if published.gaps:
            self.job.say("gaps", count=published.gaps)

    def recorded(self, recorded: Recorded, plan: Plan) -> None:
        """Report addresses that are not written down; keep the content in history."""
        if not recorded.written:
            self.job.say("record-not-written")
        name = plan.context.content.site.value.title
        words = messages.text("desk-acts", "commit-published", self.language, name=name)
        with suppress(GitError):
            commit(self.job.root, CONTENT, words, self.job.order.by)

    def seen(self, proof: Proof, receipt: Receipt, source: Origin) -> None:
        """Report what the public sees, and where the receipt is."""
        _seen(self.job, proof, receipt, source)


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


def _seen(job: Job, proof: Proof, receipt: Receipt, source: Origin) -> None:
    if proof.unreached:
        here = has(Capability.CONNECTIONS)
        job.say("prove-unreached" if here else "prove-not-shown", site=proof.site_url)
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
    elif any(one.seen in PUBLISHED_AGAIN for one in receipt.wrong):
        job.say("publish-again")
    job.made("file-receipt", f"{RECEIPTS}/{receipt.name}.html")
