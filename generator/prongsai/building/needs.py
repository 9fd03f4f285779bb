"""What the tasks of a build read, for workers that do not see the project."""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from prongsai.building.draft import FACTS, Around, Asked, is_kept
from prongsai.building.facts import Facts
from prongsai.building.finish import Filling, Look
from prongsai.building.kept import file_of, read_made
from prongsai.checking.needs import agency_needs
from prongsai.site.frames.project import PAGE
from prongsai.site.staging import DOCS
from prongsai.site.swap import BUILD, NEXT
from prongsai.storage.content_folder import read_agency
from prongsai.storage.hashed import hash_file
from prongsai.storage.papers import FOLDER as PAPERS
from prongsai.storage.side_by_side import Needs

_NEXT = f"{BUILD}/{NEXT}"


def draft_needs(around: Around, asked: Asked) -> Needs | None:
    """Return what the draft of an agency reads.

    None where the last one holds, or where only another agency is asked for.
    """
    slug = asked.slug
    if around.only not in {None, slug}:
        return None
    root, read = around.root, read_agency(around.root, slug)
    if is_kept(around, read, slug):
        return None
    needs = agency_needs(root, slug, read, around.site, (_NEXT,))
    if needs is None:
        return None
    papers = {
        f"{PAPERS}/{path}": one.sha256
        for path, one in around.printed(slug).items()
        if (root / PAPERS / path).is_file()
    }
    return Needs(
        files={**needs.files, **papers},
        common=needs.common,
        writes=needs.writes,
        whose=slug,
    )


def sort_needs(look: Look, slug: str) -> Needs:
    """Return what sorting the pages of an agency reads."""
    facts = read_made(look.root, slug, FACTS, Facts)
    pages = (f"{address}{PAGE}" for address in facts.pages)
    docs = {page: facts.docs[page] for page in pages}
    return Needs(files=_sources(look.root, slug, docs), whose=slug)


def finish_needs(filling: Filling, slug: str) -> Needs:
    """Return what finishing an agency reads: its sources, and what MkDocs made."""
    root, project = filling.look.root, filling.look.project
    facts = read_made(root, slug, FACTS, Facts)
    folders = {above for path in facts.docs for above in PurePosixPath(path).parents}
    made = (project.site / folder / "index.html" for folder in sorted(folders))
    frames = [filling.frames] if filling.frames else []
    return Needs(
        files=_sources(root, slug, facts.docs),
        common=_hashed(root, (path for path in (*made, *frames) if path.exists())),
        writes=(_NEXT,),
        whose=slug,
    )


def _sources(root: Path, slug: str, docs: Mapping[str, str]) -> Mapping[str, str]:
    """Return the sources of an agency's pages, and the facts of them."""
    kept = root / _NEXT / BUILD / file_of(slug, FACTS)
    of_next = {f"{_NEXT}/{DOCS}/{path}": one for path, one in docs.items()}
    return {**of_next, **_hashed(root, [kept])}


def _hashed(root: Path, paths: Iterable[Path]) -> Mapping[str, str]:
    return {path.relative_to(root).as_posix(): hash_file(path) for path in paths}
