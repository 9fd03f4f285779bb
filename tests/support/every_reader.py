"""Every reader of a file of others, in this very process, and what they raise."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

from prongsai import messages
from prongsai.checking import check_sources
from prongsai.importing.read.readers import READERS, read_document
from prongsai.rules.readers import read_manual
from prongsai.storage.attachments.read import readers
from prongsai.storage.cleaning import cleaned
from prongsai.storage.confined import worker
from prongsai.storage.confined.reading import _read
from prongsai.storage.content_folder import read_sources, with_facts, with_small
from prongsai.storage.limits import BadFileError
from prongsai.workbook.read import is_workbook, read_book
from small_site import YEAR, write


class Reading:
    """Reads as the worker does, in this very process."""

    ready = True
    seconds = 0.0

    @staticmethod
    def ask(
        read: Callable[..., object], given: tuple[object, ...], _: object
    ) -> object:
        return _read(read, given)

    @staticmethod
    def end() -> int:
        return 0


def read_in_every_way(path: Path) -> Iterator[BaseException]:
    """Yield every error that is not a refusal with words of its own."""
    data = path.read_bytes()
    ways: list[Callable[[], object]] = [
        lambda: worker.confined(cleaned, data, readers()),
        lambda: is_workbook(path),
        lambda: read_manual(path.name, data),
    ]
    if path.suffix in READERS:
        ways.append(lambda: read_document(path))
    if path.suffix == ".xlsx":
        ways.append(lambda: read_book(data))
    for way in ways:
        try:
            way()
        except BadFileError as error:
            messages.refusal(error, "th", file=path.name)
        except Exception as error:  # noqa: BLE001 - what the test looks for
            yield error


def checked(root: Path, files: dict[str, bytes]) -> None:
    """Check a site with all of them as evidence, and say every finding."""
    evidence = "".join(
        f"  - {{id: e{at}, title: เอกสาร {at}, file: {name}}}\n"
        for at, name in enumerate(files)
    )
    write(
        root,
        {
            f"{YEAR}/disclosures.yml": f"items:\n- code: O1\n  evidence:\n{evidence}",
            f"{YEAR}/measures.yml": None,
            **{f"{YEAR}/files/{name}": data for name, data in files.items()},
        },
    )
    sources = with_small(root, with_facts(root, read_sources(root)))
    for found in check_sources(sources, datetime.date(2025, 3, 31)).findings:
        assert messages.message(found)
