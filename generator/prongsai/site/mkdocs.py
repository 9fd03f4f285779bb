"""The one place that calls MkDocs.

It does what a plain `mkdocs build` does, only faster: compiled theme templates are kept
between builds, and our own HTML blocks are put aside before Markdown parses them. A
test compares the site with that of a plain `mkdocs build`, byte by byte.
"""

import errno
import gc
import logging
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from prongsai.site.templates import template_cache
from prongsai.storage.below import files_below

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

EPOCH = "1577836800"
"""A fixed day for MkDocs' own stamps: the same input gives the same bytes."""

THEME_SCRIPTS = "assets/javascripts/"
"""Where Material keeps its scripts."""


class MkDocsWarningError(RuntimeError):
    """MkDocs complained about what the generator wrote: our own bug."""


def run_mkdocs(config_file: Path, cache: Path) -> None:
    """Build the site that `config_file` describes; `cache` keeps compiled templates.

    Raises:
        MkDocsWarningError: MkDocs warned about anything.
    """
    with _environment(NO_MKDOCS_2_WARNING="1", SOURCE_DATE_EPOCH=EPOCH):
        from mkdocs.commands.build import build  # noqa: PLC0415 - slow to import
        from mkdocs.config import load_config  # noqa: PLC0415 - MkDocs is slow to load

        from prongsai.site.raw_blocks import RawBlocks  # noqa: PLC0415 - MkDocs is slow to load

        config = load_config(str(config_file))
        _keep_templates(config.theme, cache)
        config["markdown_extensions"].append(RawBlocks())
        config.plugins.events["files"] += [_nothing_left_out, _only_styles]
        with _complaints() as complaints, _without_collector():
            build(config)
    if complaints:
        raise MkDocsWarningError("\n".join(complaints))


def _nothing_left_out(files: "Files", *, config: "MkDocsConfig") -> "Files":
    """Let the build stop where a folder cannot be listed: MkDocs leaves it out.

    Raises:
        OSError: a page that was written is not among those that MkDocs lists.
    """
    listed = {one.src_uri for one in files}
    for folder, _, names in os.walk(config.docs_dir, onerror=_refused):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), config.docs_dir)  # noqa: PTH118 - three times as quick
            if name.endswith(".md") and path.replace(os.sep, "/") not in listed:
                raise OSError(errno.EIO, os.strerror(errno.EIO), folder)
    return files


def _only_styles(files: "Files", *, config: "MkDocsConfig") -> "Files":
    """Leave out the theme's scripts and source maps: no page uses them (main.html)."""
    del config
    for one in list(files):
        if one.src_uri.startswith(THEME_SCRIPTS) or one.src_uri.endswith(".map"):
            files.remove(one)
    return files


def _refused(error: OSError) -> None:
    raise error


def _keep_templates(theme: object, folder: Path) -> None:
    """Let the theme's Jinja environment keep its bytecode in `folder`.

    It does not look for theme files in hidden folders: Material has 14,000 icons in
    one, and MkDocs leaves out whatever lies in such a folder.
    """
    from jinja2 import Environment  # noqa: PLC0415 - MkDocs is slow to load

    kept = template_cache(folder)
    make = theme.get_env  # type: ignore[attr-defined]  # MkDocs is untyped

    def get_env() -> Environment:
        environment: Environment = make()
        environment.bytecode_cache = kept
        environment.auto_reload = False
        names = _visible(environment.loader.searchpath)  # type: ignore[union-attr]  # the theme's loader

        def list_templates(
            extensions: Collection[str] | None = None,
            filter_func: Callable[[str], bool] | None = None,
        ) -> list[str]:
            del extensions
            return [name for name in names if filter_func is None or filter_func(name)]

        environment.list_templates = list_templates  # type: ignore[method-assign]  # on purpose
        return environment

    theme.get_env = get_env  # type: ignore[attr-defined]  # MkDocs is untyped


def _visible(folders: Sequence[str]) -> list[str]:
    """Return the visible files of a theme's folders as Jinja names them."""
    found = {
        path.relative_to(base).as_posix()
        for base in folders
        for path in files_below(Path(base), hidden=False)
    }
    return sorted(found)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the garbage collector from walking over a plan that stays anyway."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


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
