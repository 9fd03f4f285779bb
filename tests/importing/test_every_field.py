"""An import can fill every field of its files, or there is a reason why it cannot."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from cell_expectations import SEEDS
from imported_seeds import imported
from model_walk import fields
from office_files import word
from prongsai.importing.read.readers import read_document
from prongsai.importing.understand.draft import Draft
from prongsai.importing.understand.measure_columns import COLUMNS
from prongsai.importing.understand.whole_document import understand
from prongsai.model.fields import Record
from prongsai.model.measures import Measure, Measures
from prongsai.model.scores import Scores

NOT_A_COLUMN = {
    "id": "made by the import",
    "addresses": "read from the codes in the cell of the measure",
}

HAND = "a person writes it"
OUTSIDE = "not in tables or their headings, which are all that an import reads"
SEVERAL = "written where several documents fill one file"
UNPLACED = "no column is read as it: its cells stay unplaced, and are listed"

NOT_READ: Mapping[str, str] = {
    "Analysis.direction": HAND,
    "Analysis.no_measure": HAND,
    "Document.approved_by": OUTSIDE,
    "Document.date": OUTSIDE,
    "Document.number": OUTSIDE,
    "Document.prepared_by": OUTSIDE,
    "Document.reviewed_by": OUTSIDE,
    "Document.signed_file": HAND,
    "Measures.proposals": "made when a year begins",
    "QuestionScore.remark": UNPLACED,
    "QuestionScore.source": SEVERAL,
    "Result.evidence": "a document names its attachments, not the files of the year",
    "ScoreLine.remark": UNPLACED,
    "ScoreLine.source": SEVERAL,
    "ScoreReference.part": "a quoted score does not say its part",
    "Scores.instruments": UNPLACED,
    "Scores.sub_indicators": UNPLACED,
    "Signature.acting_for": OUTSIDE,
    "Signature.date": OUTSIDE,
    "Signature.name": OUTSIDE,
    "Signature.post": OUTSIDE,
    "Source.note": HAND,
    "Source.url": HAND,
    "Unplaced.document": SEVERAL,
}
"""Fields that no document fills, and why."""

OWN = {
    "มาตรการส่งเสริมความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568": (
        ("มาตรการ", "ผู้รับผิดชอบ", "งบประมาณ", "ผลที่คาดว่าจะได้รับ", "หมายเหตุ", "เลขที่อ้างอิง"),
        ("จัดทำคู่มือ", "สำนักปลัด", "10,000 บาท", "ประชาชนพอใจ", "ทุกปี", "ก 12"),
    ),
    "รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. 2568 รอบ 6 เดือน "
    "(1 ตุลาคม 2567 - 31 มีนาคม 2568)": (
        ("มาตรการ", "ผลการดำเนินการ", "ปัญหาอุปสรรค"),
        ("จัดทำคู่มือ", "ร่างแล้ว", "ขาดบุคลากร"),
    ),
}
"""Documents with the columns that the real ones do not have, by their titles."""


def test_every_field_of_a_measure_has_a_column_or_a_reason() -> None:
    filled = {field for field, _ in COLUMNS.values()}
    assert set(Measure.model_fields) - filled == set(NOT_A_COLUMN)


def drafts(folder: Path) -> Iterator[Draft]:
    yield from map(imported, SEEDS)
    for title, rows in OWN.items():
        path = folder / "own.docx"
        path.write_bytes(word(rows, title))
        yield understand(read_document(path), 2568, 2567, {"สำนักปลัด": "clerk"})


def filled_in(record: Record) -> Iterator[str]:
    """Yield record and field of everything that a record holds."""
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        if value is not None and value != ():
            yield f"{type(record).__name__}.{info.alias or name}"
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Record):
                yield from filled_in(one)


@pytest.mark.seeds
def test_every_field_is_read_from_a_document_or_has_a_reason(tmp_path: Path) -> None:
    read: set[str] = set()
    for draft in drafts(tmp_path):
        read |= set(filled_in(Measures.model_validate(draft.measures)))
        read |= set(filled_in(Scores.model_validate(draft.scores)))
    known = {
        f"{one.record.__name__}.{one.name}"
        for model in (Measures, Scores)
        for one in fields(model)
    }
    assert known - read == set(NOT_READ)
