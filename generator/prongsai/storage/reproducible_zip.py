"""Make the same bytes of the same workbook; openpyxl takes times from the clock."""

import datetime
import io
import re
import zipfile

TIME = (2020, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def timeless(workbook: bytes) -> bytes:
    """Replace the times of a workbook, inside and of its parts, by `TIME`."""
    stamp = datetime.datetime(*TIME).isoformat()  # noqa: DTZ001 - no zone there
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>%sZ\g<2>" % stamp.encode(), data)
            info = zipfile.ZipInfo(name, TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)
    return out.getvalue()
