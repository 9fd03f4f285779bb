"""What a browser's tab cannot do, and what its user gets instead: the one list.

`storage.capabilities` says what the program may use; this says it to people. The words
are in `messages/lacking.yml`.
"""

from dataclasses import dataclass

from prongsai import messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """One thing that a tab has not.

    Attributes:
        key: names its words, `<key>` and `<key>-instead`.
        libraries: what is not in the tab because of it, as it is imported.
        modules: where the program starts processes or threads or opens connections for
            it, below `prongsai`.
    """

    key: str
    libraries: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()


LACKING = (
    Lacking(
        key="reading-apart",
        modules=("storage.confined.worker", "storage.confined.limits"),
    ),
    Lacking(key="git", modules=("storage.git",)),
    Lacking(
        key="sending",
        libraries=("paramiko",),
        modules=("publishing.lines", "publishing.lock", "publishing.transport"),
    ),
    Lacking(key="proof", modules=("online", "publishing.proof")),
    Lacking(
        key="passwords",
        libraries=("keyring",),
        modules=("publishing.secrets", "publishing.host_keys"),
    ),
    Lacking(key="pictures", libraries=("PIL",)),
    Lacking(key="link-pictures", libraries=("PIL",)),
    Lacking(key="hidden-in-pdf", libraries=("pikepdf",)),
    Lacking(key="cleaning", libraries=("lxml", "pikepdf")),
    Lacking(
        key="manual", libraries=("pdfplumber", "pypdfium2"), modules=("rules.pictures",)
    ),
    Lacking(key="papers", libraries=("typst",)),
    Lacking(key="first-pages", libraries=("pypdfium2",)),
    Lacking(key="own-theme", libraries=("watchdog",)),
    Lacking(
        key="commands",
        libraries=("rich", "uvicorn", "watchdog"),
        modules=("cli", "preview", "desk.tab.fetch", "desk.tab.archive"),
    ),
    Lacking(
        key="at-once",
        modules=("storage.cluster", "storage.side_by_side", "desk.works_here"),
    ),
)

SAME = ("ruamel.yaml.clib", "selectolax")
"""Libraries that are not there either, but whose place another one takes."""


def rows(language: str) -> list[tuple[str, str]]:
    """Return what a tab cannot do and what there is instead, in a person's words."""
    return [
        (
            messages.text("lacking", one.key, language),
            messages.text("lacking", f"{one.key}-instead", language),
        )
        for one in LACKING
    ]
