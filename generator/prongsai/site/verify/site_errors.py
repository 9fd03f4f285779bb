"""What the verifier finds; the same error on many pages becomes one finding."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from prongsai.findings import Finding, Place
from prongsai.site.verify.site import BuiltSite

SITE = "build/site"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteError:
    """One error in the site: its `subject`, and the file where it was seen."""

    code: str
    subject: str
    file: str


def as_findings(site: BuiltSite, site_errors: Iterable[SiteError]) -> Iterator[Finding]:
    """Yield one finding for each code and subject, with how many files have it."""
    groups: dict[tuple[str, str], set[str]] = {}
    for error in site_errors:
        groups.setdefault((error.code, error.subject), set()).add(error.file)
    for (code, subject), files in groups.items():
        first = min(files, key=lambda file: (not file.endswith(".html"), file))
        year = site.year_of(first)
        slug = first.partition("/")[0]
        yield Finding(
            code=code,
            place=Place(path=f"{SITE}/{first}"),
            facts=(("subject", subject), ("count", str(len(files)))),
            agency=slug if year and not slug.isdigit() else "",
            year=year,
            subject=subject,
        )
