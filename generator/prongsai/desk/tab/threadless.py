"""The desk where there are no threads: what would run next to it runs at once.

The one place that knows it: Starlette gives plain functions to `anyio`, which has a
thread for them; the desk's long work has a thread of its own.
"""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar  # arguments of any function

import anyio.to_thread

Result = TypeVar("Result")

_SOON = 0.05
"""Seconds until long work begins: the page that ordered it is answered first."""


async def at_once(
    function: Callable[..., Result],
    *given: Any,  # noqa: ANN401 - of any function
    **settings: object,
) -> Result:
    """Call a function at once; `settings` are about threads."""
    del settings
    return function(*given)


def without_threads() -> None:
    """Let plain functions of an application run where they are called."""
    anyio.to_thread.run_sync = at_once  # type: ignore[assignment]  # wider than theirs


def after_the_answer(work: Callable[[], None]) -> None:
    """Do some work when the request that ordered it was answered."""
    asyncio.get_running_loop().call_later(_SOON, work)
