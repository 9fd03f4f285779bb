"""Many quick cases in one test: each test costs more than such a case does."""

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any

Test = Callable[..., None]


def each(
    names: str | Sequence[str], cases: Iterable[Any], **_: object
) -> Callable[[Test], Test]:
    """Try every case in one test, and show all that fail; for tests without fixtures.

    Args:
        names: as `pytest.mark.parametrize` has them.
        cases: the values, or `pytest.param` with them.
    """
    named = names.replace(",", " ").split() if isinstance(names, str) else list(names)
    every = [_values(case, len(named)) for case in cases]

    def decorated(test: Test) -> Test:
        @functools.wraps(test)
        def all_cases(**more: object) -> None:
            failed = [
                error
                for values in every
                if (error := _tried(test, dict(zip(named, values, strict=True)), more))
            ]
            if failed:
                message = f"{len(failed)} of {len(every)} cases"
                raise ExceptionGroup(message, failed)

        kept = inspect.signature(test)
        left = [one for name, one in kept.parameters.items() if name not in named]
        all_cases.__signature__ = kept.replace(parameters=left)  # type: ignore[attr-defined]  # pytest reads it
        return all_cases

    return decorated


def _values(case: Any, count: int) -> tuple[Any, ...]:
    found = getattr(case, "values", None)
    if isinstance(found, tuple):  # of `pytest.param`
        return found
    return (case,) if count == 1 else tuple(case)


def _tried(
    test: Test, values: dict[str, Any], more: dict[str, object]
) -> Exception | None:
    try:
        test(**values, **more)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is shown
        error.add_note(f"in the case {values!r}"[:1000])
        return error
    return None
