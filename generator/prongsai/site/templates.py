"""Jinja2 as this program uses it; no other module makes an environment."""

from pathlib import Path

import jinja2

from prongsai.storage.write import make_folder


def environment() -> jinja2.Environment:
    """Return an environment with our templates that escapes every value.

    A name that is not there is an error, and `{#id}` is left to Markdown.
    """
    return jinja2.Environment(
        loader=jinja2.PackageLoader("prongsai"),
        autoescape=True,
        auto_reload=False,
        comment_start_string="{##",
        comment_end_string="##}",
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def template_cache(folder: Path) -> jinja2.BytecodeCache:
    """Keep compiled templates in `folder`."""
    make_folder(folder)
    return jinja2.FileSystemBytecodeCache(str(folder))
