"""Every sheet of a workbook: which records of which file, in which columns.

To add a sheet: one entry in `SHEETS`, and its name and help in `messages/workbook.yml`.
"""

from collections.abc import Mapping

from prongsai.model.catalogue import Authority, Catalogue
from prongsai.thai.codes import kind_of, parse_code
from prongsai.workbook.agency_sheets import (
    AGENCY,
    CHANNELS,
    CONTACTS,
    EXECUTIVES,
    SITE,
    UNITS,
)
from prongsai.workbook.columns import Form, columns
from prongsai.workbook.items_sheets import (
    ANSWERS,
    DISCLOSURES,
    EVIDENCE,
    OF_ITEM,
    all_components,
    all_items,
    item_title,
)
from prongsai.workbook.measures_sheets import (
    ANALYSIS,
    DOCUMENTS,
    FOLLOW_UP,
    MEASURES,
    MEASURES_SOURCE,
    OUTCOMES,
    RESULTS,
    SELECTION,
    SOURCE,
    STEPS,
)
from prongsai.workbook.sheet import Key, Known, Sheet
from prongsai.workbook.unplaced_sheets import UNPLACED_MEASURES, UNPLACED_SCORES

_score, _score_text = columns("QuestionScore")
_total, _total_text = columns("Scores")
_survey, _survey_text = columns("Survey")


def _read_title(known: Known, key: Key) -> dict[str, str]:
    """Return the title that the manual has: codes of a draft may have moved."""
    read = known.read.get(key[0])
    return {"item_title": read} if read else item_title(known, key)


def _read_components(known: Known) -> list[Key]:
    """Return the known components but those of another item than was read."""
    titles = {code: item.title for code, item in known.items.items()}
    return [
        key
        for key in all_components(known)
        if known.read.get(key[0], titles[key[0]]) == titles[key[0]]
    ]


def _in_manual(known: Known, key: Key) -> dict[str, str]:
    component = known.components.get((key[0], key[-1]))
    if component is None:
        return _read_title(known, key)
    return {
        **_read_title(known, key),
        "known_text": component.text,
        "authority": component.authority,
    }


def _texts(rules: Catalogue) -> Mapping[Key, str]:
    return {(item.code, c.id): c.text for item in rules.items for c in item.components}


def _code(known: Known, key: Key) -> dict[str, str]:
    return {"code_title": known.codes.get(key[0], "")}


def score_list(code: str) -> str:
    """Return the list of `scores.yml` that has a code."""
    try:
        return f"{kind_of(parse_code(code))}s"
    except ValueError:
        return "questions"


SCORES = Sheet(
    name="scores",
    kind="scores",
    lists=("instruments", "indicators", "sub_indicators", "questions", "items"),
    list_of=score_list,
    may_lack=1,
    shown=_code,
    model="QuestionScore",
    columns=(
        _score("code", Form.PLAIN, 9, key=True),
        _score("part", Form.CHOICE, 24, key=True, choices="Part"),
        _score_text("code_title", 50, shown=True),
        _score("score", Form.NUMBER, 10),
        _score_text("wording", 50),
        _score_text("verdict", 18, model="ScoreLine"),
        _score_text("remark", 30),
        _score_text("source", 30),
        _score("statements", Form.ENTRIES, 40, parts=("text", "score")),
    ),
)
TOTAL = Sheet(
    name="total",
    kind="scores",
    lists=(),
    model="Scores",
    columns=(
        _total("total", Form.NUMBER, 12),
        _total_text("level", 16),
        _total_text("year_inferred"),
        *SOURCE,
    ),
)
SURVEY = Sheet(
    name="survey",
    kind="survey",
    lists=(),
    model="Survey",
    columns=(
        _survey("link", Form.EXACT, 44),
        _survey("opens", Form.DATE, 14),
        _survey("closes", Form.DATE, 14),
        _survey("how_to", Form.LINES, 60),
        _survey_text("note", 50),
    ),
)
_manual, _manual_text = columns("Component")

MANUAL_ITEMS = Sheet(
    name="manual-items",
    kind="catalogue",
    lists=("items",),
    model="LocalItem",
    lasting=True,
    shown=_read_title,
    offered=all_items,
    columns=(
        *OF_ITEM,
        _manual("components_known", Form.CHOICE, 22, model="LocalItem", choices="Flag"),
        _manual("doubtful", Form.CHOICE, 14, model="LocalItem", choices="Flag"),
        _manual_text("ticked.by", 28, model="Ticked"),
        _manual("ticked.on", Form.DATE, 14, model="Ticked"),
    ),
)
MANUAL = Sheet(
    name="manual",
    kind="catalogue",
    lists=("items", "components"),
    model="Component",
    present="tick",
    order=("id", "text", "authority", "sources", "note"),
    start={"authority": Authority.LOCAL.value},
    shown=_in_manual,
    offered=_read_components,
    texts=_texts,
    columns=(
        *OF_ITEM,
        _manual("id", Form.PLAIN, 26, key=True),
        _manual_text("known_text", 60, shown=True),
        _manual("authority", Form.CHOICE, 24, shown=True, choices="Authority"),
        _manual("tick", Form.CHOICE, 18, choices="Flag"),
        _manual("sources", Form.PAGE, 12),
        _manual_text("text", 60),
        _manual("doubtful", Form.CHOICE, 14, choices="Flag"),
        _manual_text("note", 40),
    ),
    prefix="component",
)

SHEETS = (
    MEASURES,
    STEPS,
    FOLLOW_UP,
    RESULTS,
    OUTCOMES,
    DISCLOSURES,
    EVIDENCE,
    ANSWERS,
    SCORES,
    TOTAL,
    SURVEY,
    ANALYSIS,
    SELECTION,
    DOCUMENTS,
    MEASURES_SOURCE,
    MANUAL_ITEMS,
    MANUAL,
    AGENCY,
    CONTACTS,
    CHANNELS,
    UNITS,
    EXECUTIVES,
    SITE,
    UNPLACED_MEASURES,
    UNPLACED_SCORES,
)
"""Every sheet, in the order of the workbook."""

BY_NAME = {sheet.name: sheet for sheet in SHEETS}
