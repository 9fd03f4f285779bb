"""The one writer: whatever the program writes to the disk goes through here.

Files of a project, all or none, one command at a time:

    with project_lock(root, "import"):  # reading below it sees what is there now
        write_all(root, {"content/site.yml": data, "content/old.yml": None})

One file, also outside a project: `write_file(path, data)`, or `with writing(path) as
stream:` for what is too big for memory. What may be lost: `write_cache(path, data)`.
A whole folder: fill a `Scratch`, then `swap(root, {"build/site": made})`.

`completed_steps()` lists what was completed, for the refusal of a later step.

A write that fails raises `OSError` and leaves everything as it was; one that is killed
is undone by the next `project_lock` of that project. Only this package opens files for
writing (`tests/storage/test_only_one_writer.py`).
"""

from prongsai.storage.write.closed import take_closed_numbers
from prongsai.storage.write.completed import completed_steps, note
from prongsai.storage.write.durable import write_cache, write_file, writing
from prongsai.storage.write.exchange import swap, write_all
from prongsai.storage.write.journal import FOLDER as OWN_FOLDER
from prongsai.storage.write.lock import PATIENCE, Busy, BusyError, project_lock, recover
from prongsai.storage.write.scratch import Scratch, make_folder

__all__ = [
    "OWN_FOLDER",
    "PATIENCE",
    "Busy",
    "BusyError",
    "Scratch",
    "completed_steps",
    "make_folder",
    "note",
    "project_lock",
    "recover",
    "swap",
    "take_closed_numbers",
    "write_all",
    "write_cache",
    "write_file",
    "writing",
]
