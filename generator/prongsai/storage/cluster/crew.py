"""Give tasks out over dask.distributed, and take what comes back in their order.

No other module knows that library. Only a few tasks for each worker are under way, so
memory does not grow with their number; a task whose worker went away goes to another.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast  # the library has no types that mypy sees

from prongsai.storage.cluster import Cause, ClusterError
from prongsai.storage.cluster.at_worker import computer
from prongsai.storage.cluster.connect import connected, do_there, keep_there
from prongsai.storage.cluster.parent import (
    AtHomeError,
    clear_unfinished,
    parcels,
    put_files,
    small_files,
)
from prongsai.storage.cluster.tasks import (
    Computer,
    Done,
    Project,
    Task,
    packed,
    unpacked,
)
from prongsai.storage.side_by_side import Made, Needed, Needs, Thing, Workers, workers

_AHEAD = 3
"""Tasks of each worker that wait, are done, or are done and not yet taken."""
_TRIES = 6
"""How often a task is sent before this process does it itself."""
_LOOK = 2.0
"""Seconds between two looks at whether scheduler and workers are still there."""
_PATIENCE = 15
"""So many looks without a worker, and the work is given up."""


def at_home(make: Callable[[Thing], Made], thing: Thing) -> Made:
    """Do in this process what no worker can do, or what is nearly done here."""
    return make(thing)


@dataclass(slots=True, kw_only=True)
class _Under:
    """A task under way."""

    thing: object
    needs: Needs | None
    future: Any
    sent: int = 1
    done: Done | None = None

    @property
    def waits(self) -> bool:
        """Return whether a worker has it."""
        return self.future is not None and self.done is None


@dataclass(kw_only=True)
class _Crew:
    """Works on other computers, and in `here` what they cannot do."""

    client: Any
    address: str
    root: Path
    project: Project
    computer: Computer
    here: Workers
    shared: bool
    packed: dict[str, bytes] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)

    def each(
        self,
        make: Callable[[Thing], Made],
        things: Sequence[Thing],
        needed: Needed[Thing] | None = None,
    ) -> Iterator[Made]:
        if needed is None:
            yield from self.here.each(make, things)
            return
        function = packed(make, self.root)
        digest = hashlib.sha256(function).hexdigest()
        self.packed = {digest: function}
        under: list[_Under] = []
        try:
            for thing in things:
                under.append(self._begun(digest, thing, needed))
                while len(under) >= max(self._is_there(), 1) * _AHEAD:
                    yield self._first(digest, make, under, needed)
            while under:
                yield self._first(digest, make, under, needed)
        finally:
            for one in under:
                if one.future is not None:
                    with suppress(Exception):  # nothing waits for it any more
                        one.future.cancel()

    def _begun(self, digest: str, thing: Thing, needed: Needed[Thing]) -> _Under:
        """Give a task out; one without a future is done here when its turn comes."""
        needs = None if self.shared else needed(thing)
        one = _Under(thing=thing, needs=needs, future=None)
        if needs is None and not self.shared:
            return one
        holder = self.holders.get(needs.whose) if needs else None
        with suppress(AtHomeError):
            given = small_files(self.root, needs) if needs and not holder else {}
            self._send(digest, one, given, holder)
        return one

    def _send(
        self, digest: str, one: _Under, given: Mapping[str, bytes], worker: str | None
    ) -> None:
        task = Task(
            computer=self.computer,
            project=self.project,
            make=digest,
            thing=packed(one.thing, self.root),
            needs=one.needs,
            given=given,
        )
        one.future = self._submit(do_there, task, worker)

    def _submit(
        self, function: Callable[..., object], given: object, worker: str | None
    ) -> Any:  # noqa: ANN401 - a future, which has no type
        try:
            return self.client.submit(
                function,
                given,
                pure=False,
                workers=[worker] if worker else None,
                allow_other_workers=worker is not None,
            )
        except Exception as error:  # whatever a broken connection raises
            raise ClusterError(Cause.LOST, self.address) from error

    def _first(
        self,
        digest: str,
        make: Callable[[Thing], Made],
        under: list[_Under],
        needed: Needed[Thing],
    ) -> Made:
        """Return what the first of the tasks made."""
        one = under[0]
        while one.future is not None and one.done is None:
            self._wait([other for other in under if other.waits])
            for other in under:
                self._take(digest, other, needed)
        del under[0]
        if one.done is not None:
            with suppress(AtHomeError):
                put_files(self.root, one.done, one.needs)
                if one.needs and one.needs.whose:
                    self.holders[one.needs.whose] = one.done.worker
                return cast("Made", unpacked(one.done.made, self.root))
        return at_home(make, cast("Thing", one.thing))

    def _wait(self, under: Sequence[_Under]) -> None:
        """Wait until any task under way comes back."""
        from distributed import wait  # noqa: PLC0415 - the extra `cluster`

        alone = 0
        futures = [one.future for one in under]
        while not any(future.done() for future in futures):
            with suppress(Exception):  # also a time-out: then it is looked again
                with self.client.as_current():
                    wait(futures, timeout=_LOOK, return_when="FIRST_COMPLETED")
                return
            alone = 0 if self._is_there() else alone + 1
            if alone > _PATIENCE:
                raise ClusterError(Cause.NO_WORKERS, self.address)

    def _is_there(self) -> int:
        """Return how many tasks workers do at once: 0 where there is no worker.

        Raises:
            ClusterError: the scheduler is gone.
        """
        try:
            at_once = sum(map(int, self.client.nthreads().values()))
        except Exception as error:  # whatever a broken connection raises
            raise ClusterError(Cause.LOST, self.address) from error
        if self.client.status != "running":
            raise ClusterError(Cause.LOST, self.address)
        return at_once

    def _take(self, digest: str, one: _Under, needed: Needed[Thing]) -> None:
        """Take what came back; send what a worker lacks, and the task again.

        What no worker can do has no future any more.
        """
        if not one.waits or not one.future.done():
            return
        try:
            said = one.future.result()
        except Exception:  # noqa: BLE001 - a worker that cannot do it costs only time
            self._is_there()
            one.future = None
            return
        if isinstance(said, Done):
            one.done = said
            return
        one.future = None
        one.sent += 1
        if not said.sees:
            one.needs = needed(cast("Thing", one.thing))
        if one.sent > _TRIES or (one.needs is None and not said.sees):
            return
        with suppress(AtHomeError):
            for files in parcels(self.root, one.needs, said.files, self.packed):
                self._submit(keep_there, files, said.worker).result()
            self._send(digest, one, {}, said.worker)


@contextmanager
def crew(root: Path, jobs: int, address: str | None) -> Iterator[Workers]:
    """Give the workers of a scheduler, or `jobs` processes where none is named.

    Raises:
        ClusterError: other computers cannot do the work.
    """
    with workers(jobs) as here:
        if address is None:
            yield here
            return
        with connected(address, root) as (client, project, shared):
            before = {*client.nthreads()}
            yield _Crew(
                client=client,
                address=address,
                root=root,
                project=project,
                computer=computer(),
                here=here,
                shared=shared,
            )
            if shared and before - {*client.nthreads()}:
                clear_unfinished(root)
