"""What a publish says and asks on its way, whoever orders it."""

from contextlib import AbstractContextManager
from typing import Protocol

from prongsai.publishing.carry_out import Watch
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.holder import Holder
from prongsai.publishing.live_check import Origin
from prongsai.publishing.plan import PublishPlan
from prongsai.publishing.proof import Proof
from prongsai.publishing.published import Published
from prongsai.publishing.receipt import Receipt
from prongsai.publishing.records import Recorded
from prongsai.publishing.secrets import Passwords
from prongsai.publishing.targets import Target
from prongsai.publishing.version import Version
from prongsai.site.page_types import Plan


class Voice(Protocol):
    """What shows a person what happens, and asks; both only in words."""

    @property
    def language(self) -> str:
        """Return the language of receipts."""

    def say(self, key: str, /, **facts: object) -> None:
        """Report a step; its words have that key in the messages of each front end."""

    def passwords(self, target: Target) -> Passwords:
        """Return where the password of a target is looked for."""

    def keeps_password(self) -> bool:
        """Return whether what was typed is to be kept in the computer's keyring."""

    def new_key(self, host: str, key: str) -> None:
        """Take the key of a server that was never met, or raise `RefusedError`."""

    def adopts(self, error: RefusedError) -> bool:
        """Return whether a folder that is not ours is the right one all the same."""

    def waiting(self, holder: Holder) -> None:
        """Report for whom we wait."""

    def made_again(self, version: Version) -> None:
        """Report which version is built again."""

    def uploading(self) -> AbstractContextManager[Watch]:
        """Give what is called with how far the upload is."""

    def ahead(self, plan: PublishPlan) -> None:
        """Report what a publish would do."""

    def zip_made(self, target: Target) -> None:
        """Report ZIP files, which a person has to upload."""

    def done(self, published: Published, *, undo: bool) -> None:
        """Report what was done; `undo` where it brought back the version before."""

    def recorded(self, recorded: Recorded, plan: Plan) -> None:
        """Report what was written down of it in the content."""

    def seen(self, proof: Proof, receipt: Receipt, source: Origin) -> None:
        """Report what the public sees, as it was filed."""
