"""Jinja2 as this program uses it; no other module makes an environment."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import ClassVar

import jinja2
from jinja2.bccache import Bucket

from prongsai.storage.write import make_folder, write_cache


def environment() -> jinja2.Environment:
    """Return an environment with our templates that escapes every value.

    A name that is not there is an error, and `{#id}` is left to Markdown.
    """
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("prongsai"),
        autoescape=True,
        auto_reload=False,
        comment_start_string="{##",
        comment_end_string="##}",
        undefined=jinja2.StrictUndefined,
        bytecode_cache=_Remembered(),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.context_class = _Context
    return made


class _Context(jinja2.runtime.Context):
    """Calls what a template calls; nothing of ours asks for the context itself.

    Jinja's own way looks at each function first: a seventh of the time of a page.
    """

    def call(
        self,
        function: Callable[..., object],
        *args: object,
        _loop_vars: object = None,
        _block_vars: object = None,
        **words: object,
    ) -> object:
        return function(*args, **words)


def template_cache(folder: Path) -> jinja2.BytecodeCache:
    """Keep compiled templates in `folder`."""
    return _Sealed(make_folder(folder))


class _Remembered(jinja2.BytecodeCache):
    """Compiled templates in memory: a process compiles or reads each once."""

    _compiled: ClassVar[dict[tuple[str, str, bool], CodeType]] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the same wherever the template is; its checksum is compared, too."""
        del filename
        return super().get_cache_key(name)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled before."""
        bucket.code = self._compiled.get(self._name(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        if bucket.code is not None:
            self._compiled[self._name(bucket)] = bucket.code

    def _name(self, bucket: Bucket) -> tuple[str, str, bool]:
        # Calls of `finalize` are compiled in.
        return bucket.key, bucket.checksum, bucket.environment.finalize is None


class _Sealed(_Remembered):
    """Compiled templates with a seal: Python would run a damaged one as it is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what this process knows, or what was kept, if it is whole."""
        super().load_bytecode(bucket)
        if bucket.code is None:
            self._read(bucket)
            super().dump_bytecode(bucket)
        elif not self._path(bucket).exists():
            self._write(bucket)

    def _read(self, bucket: Bucket) -> None:
        try:
            data = self._path(bucket).read_bytes()
        except OSError:
            return
        seal, code = data[:32], data[32:]
        if code and hashlib.sha256(code).digest() == seal:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        super().dump_bytecode(bucket)
        self._write(bucket)

    def _write(self, bucket: Bucket) -> None:
        code = bucket.bytecode_to_string()
        write_cache(self._path(bucket), hashlib.sha256(code).digest() + code)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.sealed"
