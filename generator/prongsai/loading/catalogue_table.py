"""Make the README's table of what is known of each year's rules.

`python -m prongsai.loading.catalogue_table README.md` puts it between its two marks.
"""

import sys
from pathlib import Path

from prongsai.loading.catalogues import catalogue, catalogue_years
from prongsai.model.catalogue import Catalogue
from prongsai.storage.write import write_file

BEGIN, END = "<!-- catalogue table -->", "<!-- end of catalogue table -->"
_HEAD = (
    "| fiscal year (B.E.) | OIT items | component list known | some components known "
    "| nothing known | components written down | of these official |\n"
    "|---|---|---|---|---|---|---|\n"
)


def table() -> str:
    """Return the Markdown table, one row a year."""
    rules = (catalogue(year) for year in catalogue_years())
    return _HEAD + "".join(_row(known) for known in rules if known)


def _row(rules: Catalogue) -> str:
    whole = sum(item.components_known for item in rules.items)
    some = sum(bool(i.components) and not i.components_known for i in rules.items)
    components = [one for item in rules.items for one in item.components]
    official = sum(one.authority == "official" for one in components)
    cells = (
        rules.fiscal_year,
        len(rules.items),
        whole,
        some,
        len(rules.items) - whole - some,
        len(components),
        official,
    )
    return "| " + " | ".join(str(cell) for cell in cells) + " |\n"


def with_table(text: str) -> str:
    """Return `text` with the table between its marks renewed."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}{END}{after}"


if __name__ == "__main__":
    readme = Path(sys.argv[1])
    write_file(readme, with_table(readme.read_text(encoding="utf-8")).encode())
