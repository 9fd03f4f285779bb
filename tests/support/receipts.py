"""A receipt, and the command that checks a site and files one."""

import datetime

from prongsai.publishing.judging import Result, Seen, Why
from prongsai.publishing.receipt import Receipt

URL = "https://www.banrai.go.th/ita/"
WHEN = datetime.datetime(
    2026, 11, 26, 14, 2, 3, tzinfo=datetime.timezone(datetime.timedelta(hours=7))
)


RECEIPT = Receipt(
    program="1",
    when=WHEN,
    target="โฮสต์",
    by="ปลัดเทศบาล",
    commit="a" * 40,
    site_url=URL,
    build="b" * 64,
    certificate=datetime.date(2026, 12, 6),
    results=(
        Result(address="", why=Why.SHEET, seen=Seen.PROVEN, sha256="1"),
        Result(address="2568/o1/", why=Why.SHEET, seen=Seen.PROVEN, sha256="2"),
        Result(address="2568/o5/", why=Why.SHEET, seen=Seen.LOST, detail="404"),
        *(
            Result(address=f"x/{n}/", why=Why.SAMPLE, seen=Seen.DIFFERS, detail="200")
            for n in range(7)
        ),
    ),
)
