"""The merged cells of a sheet: Excel keeps only the text of the first one."""

import re
from collections.abc import Mapping
from typing import Any  # openpyxl has no types

_RANGE = re.compile(rb'mergeCell\s+ref="([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})"')
_MOST = 20_000

At = tuple[int, int]


def merged_cells(page: Any) -> Mapping[At, At]:  # noqa: ANN401 - openpyxl is untyped
    """Return the first cell of every covered cell, as (row, column).

    In the mode that reads only, openpyxl does not know them.
    """
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 - openpyxl is slow to load

    with page._get_source() as source:  # noqa: SLF001 - there is no public way
        data = source.read()
    found: dict[At, At] = {}
    for first, last in _RANGE.findall(data):
        left, top, right, bottom = range_boundaries(f"{first.decode()}:{last.decode()}")
        if len(found) + (right - left + 1) * (bottom - top + 1) > _MOST:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    found[row, column] = (top, left)
    return found
