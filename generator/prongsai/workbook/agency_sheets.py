"""The sheets of `agency.yml` and `site.yml`: who the agency is, and the site's name."""

from prongsai.workbook.columns import Form, columns
from prongsai.workbook.measures_sheets import SOURCE
from prongsai.workbook.sheet import Sheet

_agency, _agency_text = columns("Agency")
_contact, _contact_text = columns("Contact")
_channel, _channel_text = columns("ComplaintChannel")
_unit, _unit_text = columns("Unit")
_executive, _executive_text = columns("Executive")
_site, _site_text = columns("Site")

AGENCY = Sheet(
    name="agency",
    kind="agency",
    lists=(),
    model="Agency",
    columns=(
        _agency_text("name", 36),
        _agency_text("short_name", 20),
        _agency("seal", Form.EXACT, 24),
        _agency("colour", Form.EXACT, 14),
        _agency("kind", Form.CHOICE, 28, choices="AgencyKind"),
        _agency_text("district", 20),
        _agency_text("district_as_printed", 20),
        _agency_text("province", 20),
        _agency("website", Form.EXACT, 36),
        _agency("near_words", Form.LINES, 36),
        _agency_text("note", 30),
        _agency("example", Form.CHOICE, 14, choices="Flag"),
        _agency("demonstration", Form.CHOICE, 14, choices="Flag"),
        *SOURCE,
    ),
)
CONTACTS = Sheet(
    name="contacts",
    kind="agency",
    lists=("contacts",),
    model="Contact",
    columns=(
        _contact("ordinal", Form.PLAIN, 8, key=True),
        _contact("kind", Form.CHOICE, 16, choices="ContactKind"),
        _contact_text("text", 60),
        _contact("url", Form.EXACT, 40),
    ),
    ordinal=True,
)
CHANNELS = Sheet(
    name="channels",
    kind="agency",
    lists=("complaint_channels",),
    model="ComplaintChannel",
    columns=(
        _channel("ordinal", Form.PLAIN, 8, key=True),
        _channel_text("title", 36),
        _channel_text("text", 50),
        _channel("url", Form.EXACT, 40),
        _channel_text("phone", 20),
        _channel("corruption", Form.CHOICE, 18, choices="Flag"),
    ),
    ordinal=True,
)
UNITS = Sheet(
    name="units",
    kind="agency",
    lists=("units",),
    model="Unit",
    columns=(
        _unit("id", Form.PLAIN, 16, key=True),
        _unit_text("name", 40),
        _unit("parent", Form.CHOICE, 40, choices="units"),
    ),
    prefix="unit",
)
EXECUTIVES = Sheet(
    name="executives",
    kind="agency",
    lists=("executives",),
    model="Executive",
    columns=(
        _executive("id", Form.PLAIN, 16, key=True),
        _executive_text("post", 36),
        _executive_text("name", 30),
        _executive_text("phone", 20),
        _executive("picture", Form.EXACT, 24),
        _executive("term_from", Form.DATE, 14),
        _executive("term_to", Form.DATE, 14),
    ),
    prefix="executive",
)
SITE = Sheet(
    name="site",
    kind="site",
    lists=(),
    model="Site",
    columns=(
        _site_text("title", 40),
        _site_text("description", 60),
        _site("site_url", Form.EXACT, 44),
        _site("digits", Form.CHOICE, 16, choices="Digits"),
    ),
)
