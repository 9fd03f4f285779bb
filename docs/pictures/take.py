"""Take the pictures of the officers' guides: the real thing, made once more.

    python docs/pictures/take.py

A Word file is imported into a new site, its workbook filled in, and both are looked at:
the workbook through LibreOffice, the pages through the system's Chromium. The example
rolls over into its running year, and a manual that the tests make is read.
"""

import html
import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from prongsai.cli import cli
from prongsai.new import new_site, read_answers

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1] / "tests" / "support"))
from manuals import FORMATS, Shape, asked_of  # noqa: E402 - the manuals of the tests

CHROMIUM = "/usr/bin/chromium"
MOST_BYTES = 60_000
AGENCY, YEAR = "ban-mai", "2569"
ANSWERS = f"""\
name: เทศบาลตำบลบ้านใหม่
kind: subdistrict-municipality
province: ตัวอย่าง
year: {YEAR}
folder: {AGENCY}
"""
NEXT, TODAY = 2570, ("--today", "2569-11-26")
WORD, BOOK = "มาตรการ 2569.docx", f"{AGENCY}-{YEAR}.xlsx"
HEADERS = (
    "ประเด็นที่ต้องแก้ไข",
    "มาตรการ",
    "ขั้นตอน",
    "ผู้รับผิดชอบ",
    "ระยะเวลา",
    "การติดตามผล",
)
ROWS = (
    (
        "i4 การใช้ทรัพย์สินของราชการ",
        "จัดระเบียบการยืมทรัพย์สิน",
        "1. ทบทวนแนวปฏิบัติ\n2. แจ้งเวียนทุกกอง",
        "กองคลัง",
        "ต.ค. 2568 – มี.ค. 2569",
        "รายงานทุกไตรมาส",
    ),
    (
        "e5 การเข้าถึงข้อมูล",
        "ปรับปรุงเว็บไซต์ให้ค้นง่าย",
        "1. รวมเมนู\n2. ปรับปรุงทุกเดือน",
        "สำนักปลัดเทศบาล",
        "ม.ค. – ก.ย. 2569",
        "รายงานทุกเดือน",
    ),
)
FOLDER = (
    ("โฟลเดอร์", "content", "ข้อมูลของหน่วยงาน"),
    ("โฟลเดอร์", "theme", "หน้าตาเฉพาะของท่าน"),
    ("Excel", BOOK, "สมุดงานที่กรอกแล้ว"),
    ("โปรแกรม", "prongsai-….whl", "โปรแกรม (ถ้าไม่ได้ต่ออินเทอร์เน็ต)"),
    ("ข้อความ", "README.md", "อธิบายไฟล์"),
    ("ดับเบิลคลิก", "สร้างเว็บไซต์.cmd", "Windows"),
    ("ดับเบิลคลิก", "สร้างเว็บไซต์.command", "macOS"),
    ("ดับเบิลคลิก", "สร้างเว็บไซต์.sh", "Linux"),
)
TABLE = (
    "รายการพัสดุหรือบริการ,วงเงินงบประมาณ,ราคากลาง,ผู้ชนะ\n"
    "ปรับปรุงถนนสายบ้านใหม่,498000,495500,หจก.ตัวอย่างก่อสร้าง\n"
    "กล้องโทรทัศน์วงจรปิด,180000,179200,บริษัทตัวอย่างระบบ จำกัด\n"
    "วัสดุสำนักงาน,45000,45000,ร้านตัวอย่างพาณิชย์\n"
)
TABLE_ITEM, TABLE_FILE = "O11", "รายการจัดซื้อจัดจ้าง.csv"
SHEETS = {
    "ข้อ OIT": "workbook-items",
    "มาตรการ": "workbook-measures",
    "ผลการดำเนินการ": "workbook-results",
    "องค์ประกอบ": "workbook-manual",
}
FONT = "font:17px/1.55 'Noto Sans Thai',Garuda,sans-serif"


def word_file(path: Path) -> None:
    """Write measures as an officer has them in Word."""
    document = Document()
    document.add_heading("มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2569", 1)
    table = document.add_table(len(ROWS) + 1, len(HEADERS), style="Table Grid")
    for number, row in enumerate((HEADERS, *ROWS)):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    document.save(str(path))


def prongsai(*arguments: object) -> str:
    """Run a command and return what it says."""
    done = CliRunner().invoke(cli, [str(one) for one in arguments])
    return f"> prongsai {arguments[0]} …\n{done.output}"


def fill_in(path: Path, summary: str) -> None:
    """Type the results of April as an officer does."""
    book = load_workbook(path)
    sheet = book["ผลการดำเนินการ"]
    headers = [cell.value for cell in sheet[2]]
    typed = {
        "รอบ": "รอบ 6 เดือน",
        "สถานะ": "แล้วเสร็จ",
        "วันที่": "2569-03-31",
        "โดย": "ผู้อำนวยการกองคลัง",
        "สรุปผล": summary,
    }
    for name, value in typed.items():
        sheet.cell(3, headers.index(name) + 1).value = value
    book.active = book.sheetnames.index("ผลการดำเนินการ")
    book.save(path)


def show_table(path: Path) -> None:
    """Put the list of what was bought on its item's page, in the sheet of documents."""
    book = load_workbook(path)
    sheet = book["เอกสาร"]
    headers = [cell.value for cell in sheet[2]]
    typed = {
        "รหัสข้อ": TABLE_ITEM,
        "ชื่อ": "รายการจัดซื้อจัดจ้าง",
        "ไฟล์": TABLE_FILE,
        "แสดงบนหน้าเว็บเป็น": "ตาราง",
        "หน่วยของตัวเลข": "บาท",
    }
    for name, value in typed.items():
        sheet.cell(3, headers.index(name) + 1).value = value
    book.save(path)


def beside(wide: Image.Image, narrow: Image.Image) -> Image.Image:
    """Put the pictures of a desktop and of a phone next to each other."""
    height = max(wide.height, narrow.height)
    both = Image.new("RGB", (wide.width + narrow.width + 24, height), "#d9d9d9")
    both.paste(wide, (0, 0))
    both.paste(narrow, (wide.width + 24, 0))
    return both


def sheet(book: Path, name: str, folder: Path) -> Image.Image:
    """Print one sheet with LibreOffice and return its first page."""
    alone = load_workbook(book)
    for other in alone.sheetnames:
        if other != name:
            alone.remove(alone[other])
    path = folder / "sheet.xlsx"
    alone.save(path)
    subprocess.run(  # noqa: S603 - a file of our own
        [  # noqa: S607 - from the PATH
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(path),
        ],
        check=True,
        capture_output=True,
    )
    pdf = pypdfium2.PdfDocument(folder / "sheet.pdf")
    picture: Image.Image = pdf[0].render(scale=2.4).to_pil()
    return picture


def cropped(image: Image.Image, height: int) -> Image.Image:
    """Cut the white around what is printed."""
    grey = image.convert("L").point(lambda value: 255 if value < 250 else 0)
    above_footer = grey.crop((0, 0, image.width, image.height - 120))
    left, top, right, bottom = above_footer.getbbox() or (0, 0, *image.size)
    return image.crop(
        (max(0, left - 8), max(0, top - 8), right + 8, min(bottom + 8, top + height))
    )


def keep(image: Image.Image, name: str) -> None:
    """Write a picture of few colours, small enough for a page."""
    for width in (1400, 1200, 1000, 850, 700):
        wide = min(width, image.width)
        size = (wide, round(image.height * wide / image.width))
        small = image.convert("RGB").resize(size, Image.Resampling.LANCZOS)
        for colours in (64, 24, 12):
            out = io.BytesIO()
            small.quantize(colours, dither=Image.Dither.NONE).save(
                out, "PNG", optimize=True
            )
            if out.tell() <= MOST_BYTES:
                (HERE / f"{name}.png").write_bytes(out.getvalue())
                return


def shot(browser: Browser, address: str, height: int, width: int = 1000) -> Image.Image:
    """Look at a page."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    data = page.screenshot()
    page.close()
    return Image.open(io.BytesIO(data))


def drawn(browser: Browser, body: str, style: str) -> Image.Image:
    """Draw a piece of HTML."""
    page = browser.new_page(viewport={"width": 900, "height": 200})
    page.set_content(f"<body style='margin:0'><div id=a style=\"{style}\">{body}</div>")
    data = page.locator("#a").screenshot()
    page.close()
    return Image.open(io.BytesIO(data))


def terminal(browser: Browser, text: str) -> Image.Image:
    """Draw the output of a command as in a window."""
    style = f"{FONT};background:#0c0c0c;color:#eee;padding:14px;white-space:pre-wrap"
    return drawn(browser, html.escape(text.strip()), style)


def folder_picture(browser: Browser) -> Image.Image:
    """Draw the folder of a site."""
    rows = "".join(
        f"<tr><td style='color:#666'>{sign}"
        f"<td style='padding:2px 40px 2px 8px'>{html.escape(name)}"
        f"<td style='color:#666'>{html.escape(what)}"
        for sign, name, what in FOLDER
    )
    style = f"{FONT};background:#fff;padding:14px;border:1px solid #bbb;width:860px"
    return drawn(browser, f"<table style='{FONT}'>{rows}</table>", style)


def new_year(browser: Browser, root: Path) -> None:
    """Take the sheet «เริ่มปี», where what carried, what to renew and to decide is."""
    prongsai("roll-over", "-C", root, "--year", NEXT, *TODAY)
    [sheet] = (root / "build/internal").rglob("start.html")
    keep(shot(browser, sheet.as_uri(), 720, 900), "new-year")


def manual(browser: Browser, root: Path) -> None:
    """Take the page on which a reading is compared, one item ticked."""
    file = root / f"คู่มือ-{NEXT}.pdf"
    file.write_bytes(FORMATS["typst.pdf"](asked_of(2569), Shape()))
    prongsai("rules", file, "-C", root, "--year", NEXT)
    ticked = ("--by", "ปลัดเทศบาล", "--on", TODAY[1])
    prongsai("rules", "confirm", "O1", "-C", root, "--year", NEXT, *ticked)
    page = root / f"build/internal/rules-{NEXT}.html"
    keep(shot(browser, page.as_uri(), 640, 1000), "manual-review")


def main() -> None:
    """Make everything and take the pictures."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as play:
        folder = Path(place)
        root = folder / "site"
        browser = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        new_site(root, read_answers(ANSWERS.encode(), int(YEAR)))
        keep(folder_picture(browser), "folder")
        word_file(root / WORD)
        year = ("--agency", AGENCY, "--year", YEAR)
        said = prongsai("import", root / WORD, *year, "-C", root)
        keep(terminal(browser, said), "import")
        prongsai("export", "--xlsx", "-C", root, *year, "-o", root / BOOK)
        files = root / f"content/agencies/{AGENCY}/{YEAR}/files"
        files.mkdir(parents=True, exist_ok=True)
        (files / TABLE_FILE).write_text(TABLE, encoding="utf-8-sig")
        shutil.copy(root / BOOK, folder / "other.xlsx")
        show_table(root / BOOK)
        fill_in(root / BOOK, "ทบทวนแนวปฏิบัติแล้ว แจ้งเวียนครบทุกกองเมื่อ 12 มีนาคม 2569")
        for name, picture in SHEETS.items():
            keep(cropped(sheet(root / BOOK, name, folder), 560), picture)
        said = prongsai("import", root / BOOK, "-C", root)
        keep(terminal(browser, said), "import-workbook")
        fill_in(folder / "other.xlsx", "แจ้งเวียนแล้วสองกอง")
        keep(terminal(browser, conflict(root, folder)), "conflict")
        prongsai("start", "-C", root, "--no-open", "--today", "2569-04-01")
        findings = root / "build/internal/findings.html"
        keep(shot(browser, findings.as_uri(), 620), "findings")
        site = next((root / "build/preview").glob("*/web"))
        page = (site / f"{YEAR}/measures/index.html").as_uri()
        keep(shot(browser, page, 700, 1100), "site")
        item = (site / f"{YEAR}/{TABLE_ITEM.lower()}/index.html").as_uri()
        wide, narrow = shot(browser, item, 820, 1000), shot(browser, item, 820, 360)
        keep(beside(wide, narrow), "table")
        example = folder / "example"
        prongsai("new", example, "--example", *TODAY)
        new_year(browser, example)
        manual(browser, example)
        browser.close()


def conflict(root: Path, folder: Path) -> str:
    """Let two people change one field, and return what the import says."""
    path = root / f"content/agencies/{AGENCY}/{YEAR}/measures.yml"
    book = folder / "conflict.xlsx"
    prongsai(
        "export", "--xlsx", "-C", root, "--agency", AGENCY, "--year", YEAR, "-o", book
    )
    before = path.read_text(encoding="utf-8")
    summary = "ทบทวนแนวปฏิบัติแล้ว แจ้งเวียนครบทุกกองเมื่อ 12 มีนาคม 2569"
    path.write_text(before.replace(summary, "แจ้งเวียนครบแล้ว"), encoding="utf-8")
    fill_in(book, "แจ้งเวียนแล้วสองกอง")
    said = prongsai("import", book, "-C", root)
    path.write_text(before, encoding="utf-8")
    return said


if __name__ == "__main__":
    main()
