"""The one place that calls MkDocs."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EPOCH = "1577836800"
"""A fixed day for MkDocs' own stamps: the same input gives the same bytes."""


class MkDocsWarningError(RuntimeError):
    """MkDocs complained about what the generator wrote: our own bug."""


def run_mkdocs(config_file: Path) -> None:
    """Build the site that `config_file` describes.

    Raises:
        MkDocsWarningError: MkDocs warned about anything.
    """
    with _environment(NO_MKDOCS_2_WARNING="1", SOURCE_DATE_EPOCH=EPOCH):
        from mkdocs.commands.build import build  # noqa: PLC0415 - slow to import
        from mkdocs.config import load_config  # noqa: PLC0415

        with _complaints() as complaints:
            build(load_config(str(config_file)))
    if complaints:
        raise MkDocsWarningError("\n".join(complaints))


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    logger, collector = logging.getLogger("mkdocs"), _Collector()
    logger.addHandler(collector)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield collector.messages
    finally:
        logger.propagate = propagate
        logger.removeHandler(collector)
