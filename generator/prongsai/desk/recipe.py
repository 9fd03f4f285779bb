"""How to bring the site to its host where the desk cannot: a file to hand over.

A browser's tab has neither SFTP nor FTPS, and WebDAV only where the host lets it.
Whoever looks after the server gets all that they need but the password: by the
installed program, by a forge, or by hand.
"""

from prongsai import messages
from prongsai.desk.job import Job
from prongsai.publishing.secrets import variable
from prongsai.publishing.targets import Target, Way
from prongsai.publishing.transport.zip_file import FOLDER
from prongsai.storage.write import write_file

_LINES = ("title", "program", "forge", "by-hand", "zip", "open", "open-lines", "after")
_OF_WEBDAV = frozenset({"open", "open-lines"})


def hand_over(job: Job, target: Target) -> None:
    """Write the recipe of a target and report it."""
    facts = {
        "name": target.name,
        "variable": variable("PASSWORD", target.name),
        "way": target.way.upper(),
        "host": target.host,
        "port": target.port or "–",
        "user": target.user,
        "folder": target.path or "/",
    }
    text = "\r\n\r\n".join(
        messages.text("recipe", one, job.language, **facts)
        for one in _LINES
        if one not in _OF_WEBDAV or target.way is Way.DAVS
    )
    path = f"{FOLDER}/{target.name}-recipe.txt"
    write_file(job.root / path, f"\ufeff{text}\r\n".encode())
    job.made("file-recipe", path, name=target.name)
