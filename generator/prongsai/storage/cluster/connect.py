"""Find scheduler and workers, and see that workers are like this computer.

What runs at a worker is here, too: it is named, not sent.
"""

import logging
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any  # the library has no types that mypy sees

from prongsai.storage.cluster import Cause, ClusterError
from prongsai.storage.cluster.at_worker import computer, do, sees, store_in
from prongsai.storage.cluster.tasks import Computer, Done, Missing, Project, Task
from prongsai.storage.write import Scratch

MARKER = "build/cache/seen-by-workers"
_HELLO, _FIRST = "5s", 10
"""How long scheduler and first worker are waited for, in seconds."""


def do_there(task: Task) -> Done | Missing:
    """Do a task; runs at a worker."""
    return do(task, *_self())


def keep_there(files: Mapping[str, bytes]) -> None:
    """Keep files for tasks that follow; runs at a worker."""
    store_in(_self()[0]).add(files)


def look_there(project: Project) -> tuple[Computer, bool]:
    """Return what a worker is like and whether it sees the project; runs there."""
    return computer(), sees(project)


def _self() -> tuple[Path, str]:
    """Return a folder of this worker, and its address."""
    from distributed import get_worker  # noqa: PLC0415 - the extra `cluster`

    worker = get_worker()
    return Path(worker.local_directory) / "prongsai", worker.address


@contextmanager
def connected(address: str, root: Path) -> Iterator[tuple[Any, Project, bool]]:
    """Give a client of the scheduler, the project, and whether all workers see it.

    Raises:
        ClusterError: there is no scheduler or no worker, or they are not like this
            computer.
    """
    token = secrets.token_hex(16)
    project = Project(root=str(root.absolute()), marker=MARKER, token=token)
    client = _client(address)
    try:
        Scratch(root).put(MARKER, token.encode())
        yield client, project, _looked(client, address, project)
    finally:
        Scratch(root).remove(MARKER)
        with suppress(Exception):  # the scheduler may be gone
            client.close(timeout=2)


def _client(address: str) -> Any:  # noqa: ANN401 - the library has no types
    try:
        import dask  # noqa: PLC0415 - the extra `cluster`
        from distributed import Client  # noqa: PLC0415 - the extra `cluster`
    except ImportError:
        raise ClusterError(Cause.NOT_INSTALLED, address) from None
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "200MB"})
    for name in ("distributed", "distributed.client"):  # what is wrong is said by us
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=_HELLO, set_as_default=False)
    except Exception:  # noqa: BLE001 - a wrong address, no answer, another protocol
        raise ClusterError(Cause.NO_SCHEDULER, address) from None


def _looked(client: Any, address: str, project: Project) -> bool:  # noqa: ANN401 - the library has no types
    """Return whether all workers see the project; refuse those of other versions."""
    if not client.nthreads():
        with suppress(Exception):  # none comes in time
            client.wait_for_workers(1, timeout=_FIRST)
    own = computer()
    told = client.run(look_there, project, on_error="return")
    if not told:
        raise ClusterError(Cause.NO_WORKERS, address)
    for worker, one in told.items():
        if not isinstance(one, tuple) or one[0] != own:
            raise ClusterError(Cause.OTHER_PROGRAM, worker)
    return all(one[1] for one in told.values())
