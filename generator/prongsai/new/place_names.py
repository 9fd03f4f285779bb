"""Names of folders made from names of places, in Latin letters.

The spelling is that of the Department of Provincial Administration, as the package
geothai has it (data: GeoThai, CC BY 4.0). Nothing is transliterated by rules: a place
that is not known, and not made of known ones, has no name here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from prongsai import messages
from prongsai.model.agency import AgencyKind

_NAMED_AFTER_PLACES = {
    AgencyKind.CITY_MUNICIPALITY: ("ทน.", "thetsaban"),
    AgencyKind.TOWN_MUNICIPALITY: ("ทม.", "thetsaban"),
    AgencyKind.SUBDISTRICT_MUNICIPALITY: ("ทต.", "thetsaban"),
    AgencyKind.SUBDISTRICT_ORGANISATION: ("อบต.", "tambon"),
    AgencyKind.PROVINCIAL_ORGANISATION: ("อบจ.", "changwat"),
    AgencyKind.PROVINCE: ("จ.", "changwat"),
}
"""Kinds of agencies by their short form in Thai, and the word before the place that
tells two agencies of one place apart."""

_AREA = re.compile(r"\s+(ตำบล|อำเภอ|เขต|จังหวัด|[ตอจ]\.).*$")
_LEVEL = re.compile(r"^(จังหวัด|อำเภอ|เขต|[อจ]\.)\s*")
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A place in Latin letters, and in Thai where it is."""

    latin: str
    district: str = ""
    province: str = ""

    def nearness(self, district: str, province: str) -> tuple[bool, bool]:
        """Return how well it fits where an agency is."""
        return self.province == province, self.district == district


def proposed_names(
    name: str, kind: AgencyKind, province: str, district: str
) -> Iterator[str]:
    """Yield names for the folder of an agency, the shortest first.

    There are none where the agency is not named after a place that is known.
    """
    if kind not in _NAMED_AFTER_PLACES:
        return
    province = _LEVEL.sub("", province)
    district = _capital(_LEVEL.sub("", district), province)
    place = _latin(_place(name, kind), district, province)
    if not place:
        return
    _, before = _NAMED_AFTER_PLACES[kind]
    yield place
    yield f"{before}-{place}"
    if area := _latin(district, district, province):
        yield f"{place}-{area}"
        yield f"{before}-{place}-{area}"


def _place(name: str, kind: AgencyKind) -> str:
    """Return the place that an agency is named after: เทศบาลตำบลปัว → ปัว."""
    short, _ = _NAMED_AFTER_PLACES[kind]
    place = _AREA.sub("", name)
    for before in (messages.label(f"AgencyKind.{kind}", "th"), short):
        place = place.removeprefix(before).strip()
    return place


def _capital(district: str, province: str) -> str:
    """Return the whole name of a district: what is called เมือง is เมืองน่าน."""
    return f"{district}{province}" if district == "เมือง" else district


def _latin(name: str, district: str, province: str) -> str:
    """Return the name of the place with this name that is nearest, as a slug."""
    known = _places()
    parts = _parts(name) if len(name) <= _LONGEST else ()
    words = (
        max(known[part], key=lambda one: one.nearness(district, province)).latin
        for part in parts
    )
    return "-".join(re.findall("[a-z]+", " ".join(words).lower().replace("'", "")))


def provinces() -> tuple[str, ...]:
    """Return the names of all provinces in Thai, in their order."""
    import geothai  # noqa: PLC0415 - slow to load, and only `new` needs it

    return tuple(sorted(one.name_th for one in geothai.provinces()))


@cache
def _parts(name: str) -> tuple[str, ...]:
    """Return the known places that make up a name: itself, or เมือง and ปัว."""
    if name in _places():
        return (name,)
    for cut in range(len(name) - 1, 1, -1):
        if name[:cut] in _places() and (rest := _parts(name[cut:])):
            return (name[:cut], *rest)
    return ()


@cache
def _places() -> Mapping[str, tuple[_Place, ...]]:
    """Return all subdistricts, districts and provinces by their names in Thai."""
    found: dict[str, tuple[_Place, ...]] = {}
    for thai, place in _every_place():
        found[thai] = (*found.get(thai, ()), place)
    return found


def _every_place() -> Iterator[tuple[str, _Place]]:
    import geothai  # noqa: PLC0415 - slow to load, and only `new` needs it

    for province in geothai.provinces():
        yield province.name_th, _Place(latin=province.name_en)
        for district in geothai.districts(province.code):
            where = {"province": province.name_th}
            yield district.name_th, _Place(latin=district.name_en, **where)
            for one in geothai.subdistricts(district.code):
                there = {"district": district.name_th, **where}
                yield one.name_th, _Place(latin=one.name_en, **there)
