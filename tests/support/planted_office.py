"""Office files that hold a given text in each of their parts."""

# ruff: noqa: E501 - a part of a file reads best on one line

import io
import zipfile
from collections.abc import Callable, Mapping

Place = Callable[[str], bytes]
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
BODY = f"<w:document {_W}><w:body><w:p><w:r><w:t>แผน</w:t></w:r></w:p></w:body></w:document>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


_RUN = "<w:r><w:t>§</w:t></w:r>"
DOCX = {
    "body": ("word/document.xml", f"<w:p>{_RUN}</w:p>"),
    "runs": (
        "word/document.xml",
        "<w:p><w:r><w:t>½1</w:t></w:r><w:r><w:t>½2</w:t></w:r></w:p>",
    ),
    "cell": (
        "word/document.xml",
        f"<w:tbl><w:tr><w:tc><w:p>{_RUN}</w:p></w:tc></w:tr></w:tbl>",
    ),
    "text box": (
        "word/document.xml",
        f"<w:p><w:txbxContent><w:p>{_RUN}</w:p></w:txbxContent></w:p>",
    ),
    "deleted": (
        "word/document.xml",
        "<w:p><w:del><w:r><w:delText>§</w:delText></w:r></w:del></w:p>",
    ),
    "field": ("word/document.xml", "<w:p><w:instrText>LINK §</w:instrText></w:p>"),
    "hidden": (
        "word/document.xml",
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>§</w:t></w:r></w:p>",
    ),
    "alt text": ("word/document.xml", '<w:p><wp descr="§"/></w:p>'),
    "picture name": ("word/document.xml", '<w:p><cNvPr name="§"/></w:p>'),
    "document2": ("word/document2.xml", f"<w:p>{_RUN}</w:p>"),
    "header": ("word/header3.xml", f"<w:p>{_RUN}</w:p>"),
    "footer": ("word/footer1.xml", f"<w:p>{_RUN}</w:p>"),
    "footnote": ("word/footnotes.xml", f"<w:footnote><w:p>{_RUN}</w:p></w:footnote>"),
    "endnote": ("word/endnotes.xml", f"<w:endnote><w:p>{_RUN}</w:p></w:endnote>"),
    "comment": ("word/comments.xml", f"<w:comment><w:p>{_RUN}</w:p></w:comment>"),
    "author of a comment": ("word/comments.xml", '<w:comment w:author="§"/>'),
    "glossary": ("word/glossary/document.xml", f"<w:p>{_RUN}</w:p>"),
    "diagram": ("word/diagrams/data1.xml", "<a:p><a:r><a:t>§</a:t></a:r></a:p>"),
    "chart": ("word/charts/chart1.xml", "<c><v>§</v></c>"),
    "link": ("word/_rels/document.xml.rels", '<Relationship Target="§"/>'),
    "custom XML": ("customXml/item1.xml", "<note>§</note>"),
    "properties": ("docProps/core.xml", "<creator>§</creator>"),
    "own property": ("docProps/custom.xml", "<property><lpwstr>§</lpwstr></property>"),
    "company": ("docProps/app.xml", "<Company>§</Company>"),
    "bookmark": ("word/document.xml", '<w:bookmarkStart w:name="§"/>'),
    "control": (
        "word/document.xml",
        '<w:sdtPr><w:alias w:val="a"/></w:sdtPr><w:t>§</w:t>',
    ),
}


def sheet_with(part: str, xml: str) -> Place:
    def make(text: str) -> bytes:
        parts = {
            "xl/workbook.xml": "<workbook/>",
            "xl/worksheets/sheet1.xml": "<worksheet/>",
            part: f"<x>{xml.replace('§', text)}</x>",
        }
        return packed(parts)

    return make


XLSX = {
    "inline": (
        "xl/worksheets/sheet1.xml",
        '<row><c t="inlineStr"><is><t>§</t></is></c></row>',
    ),
    "cell": ("xl/worksheets/sheet1.xml", '<row><c t="str"><v>§</v></c></row>'),
    "other sheet": ("xl/worksheets/plan.xml", '<row><c t="str"><v>§</v></c></row>'),
    "formula": ("xl/worksheets/sheet1.xml", '<row><c><f>"§"</f><v>0</v></c></row>'),
    "page header": ("xl/worksheets/sheet1.xml", "<oddHeader>§</oddHeader>"),
    "prompt": ("xl/worksheets/sheet1.xml", '<dataValidation prompt="§"/>'),
    "shared text": ("xl/sharedStrings.xml", "<si><t>§</t></si>"),
    "sheet name": ("xl/workbook.xml", '<sheet name="§"/>'),
    "defined name": ("xl/workbook.xml", '<definedName name="a">"§"</definedName>'),
    "comment": ("xl/comments1.xml", "<comment><text><t>§</t></text></comment>"),
    "thread": ("xl/threadedComments/threadedComment1.xml", "<text>§</text>"),
    "person": ("xl/persons/person.xml", '<person displayName="§"/>'),
    "table": ("xl/tables/table1.xml", '<tableColumn name="§"/>'),
    "pivot cache": ("xl/pivotCache/pivotCacheRecords1.xml", '<r><s v="§"/></r>'),
    "drawing": ("xl/drawings/drawing1.xml", "<p><r><t>§</t></r></p>"),
    "shape": ("xl/drawings/drawing1.xml", '<cNvPr descr="§"/>'),
    "own property": ("docProps/custom.xml", "<property><lpwstr>§</lpwstr></property>"),
    "link": ("xl/worksheets/_rels/sheet1.xml.rels", '<Relationship Target="§"/>'),
}


PPTX = {
    "slide": ("ppt/slides/slide1.xml", "<p><r><t>½1</t></r><r><t>½2</t></r></p>"),
    "notes": ("ppt/notesSlides/notesSlide1.xml", "<p><t>§</t></p>"),
    "comment": ("ppt/comments/comment1.xml", "<text>§</text>"),
    "layout": ("ppt/slideLayouts/slideLayout1.xml", "<p><t>§</t></p>"),
}


OPEN_PLACES = {
    "body": ("content.xml", "<p>½1<span>½2</span></p>"),
    "cell": ("content.xml", "<table-row><table-cell><p>§</p></table-cell></table-row>"),
    "value": ("content.xml", '<table-cell value="§"/>'),
    "deleted": (
        "content.xml",
        "<tracked-changes><deletion><p>§</p></deletion></tracked-changes>",
    ),
    "note": ("content.xml", "<annotation><p>§</p></annotation>"),
    "header": ("styles.xml", "<header><p>§</p></header>"),
    "metadata": ("meta.xml", "<user-defined>§</user-defined>"),
    "settings": ("settings.xml", "<item>§</item>"),
}


def package_with(base: Mapping[str, str], part: str, xml: str) -> Place:
    def make(text: str) -> bytes:
        half = len(text) // 2
        filled = xml.replace("§", text).replace("½1", text[:half])
        filled = filled.replace("½2", text[half:])
        return packed({**base, part: f"<x {_W} {_A}>{filled}</x>"})

    return make
