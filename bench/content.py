"""Content of any size for the benchmarks: the example agency, many times over."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "content" / "agencies" / "tambon-tuayang"


def make_project(folder: Path, agency_years: int) -> None:
    """Write a project with as many agencies, each one full year of about 40 pages."""
    shutil.rmtree(folder, ignore_errors=True)
    agencies = folder / "content" / "agencies"
    agencies.mkdir(parents=True)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    (folder / "content" / "site.yml").write_text(
        "version: 1\ntitle: Bench\nsite_url: https://bench.example/\n", encoding="utf-8"
    )
    for number in range(agency_years):
        target = agencies / f"bench-{number:04d}"
        for name in ("2567", "2568", "files"):
            shutil.copytree(EXAMPLE / name, target / name)
        shutil.copy(EXAMPLE / "agency.yml", target)
        survey = target / "2568" / "survey.yml"
        text = survey.read_text(encoding="utf-8")
        survey.write_text(text.replace("exampl", f"b{number:05d}"), encoding="utf-8")
