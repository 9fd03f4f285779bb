"""Open the desk of the folder that a tab holds."""

import datetime
from pathlib import Path

from prongsai.desk.application import desk_application, new_key
from prongsai.desk.around import Around
from prongsai.desk.importing.on_disk import OnDiskImporter
from prongsai.desk.on_disk import OnDisk
from prongsai.desk.past_on_disk import PastOnDisk
from prongsai.desk.tab.bridge import Bridge
from prongsai.desk.tab.threadless import after_the_answer, without_threads
from prongsai.desk.works_here import WorksHere
from prongsai.site.frame import Frames
from prongsai.storage.write import recover


def opened(
    root: Path, origin: str, below: str, language: str = "th", browser: str = ""
) -> Bridge:
    """Return what answers the pages of a tab.

    Args:
        root: the copy of the folder.
        origin: scheme, name and port of the tab's own address.
        below: the path that the desk lies below, with `/` at its end.
        language: that of its words.
        browser: names this browser, for others who work on the same folder.
    """
    without_threads()
    recover(root)
    clock, key = datetime.datetime.now, new_key()  # the agency's own clock
    desk = desk_application(
        OnDisk(root=root),
        Frames(root=root),
        clock,
        key,
        around=Around(
            past=PastOnDisk(root=root, clock=clock),
            works=WorksHere(
                root=root, clock=clock, language=language, start=after_the_answer
            ),
        ),
        importer=OnDiskImporter(root=root),
        language=language,
        computer=browser,
        alone=True,
    )
    return Bridge(application=desk, origin=origin, below=below, key=key)
