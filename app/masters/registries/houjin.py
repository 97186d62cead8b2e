"""国税庁 法人番号システム Web-API version 4 (procurement.md §17.1): XML, for it has no JSON."""

from xml.parsers import expat

from app.masters.registries.calling import Unanswered, asked
from app.masters.registries.companies import Company, as_registered, plain, postal
from app.masters.registries.model import HOUJIN

ADDRESS = "https://api.houjin-bangou.nta.go.jp"
MOST, _XML = 10, "12"


def by_number(number, key, address=ADDRESS):
    """`[Company]` with that number, closed or not. Raises Unanswered."""
    return _companies(address, "/4/num", {"id": key, "number": number, "type": _XML, "history": "0"})


def by_name(name, key, address=ADDRESS, prefecture=""):
    """`[Company]` whose names hold the words, those that are closed too. Raises Unanswered."""
    asked_for = {
        "id": key,
        "name": as_registered(name),
        "type": _XML,
        "mode": "2",
        "target": "1",
        "change": "0",
        "close": "1",
    }
    return _companies(address, "/4/name", asked_for | ({"address": prefecture} if prefecture else {}))


def _companies(address, path, params):
    status, content = asked(HOUJIN, (address or ADDRESS) + path, params=params)
    if status == 404:  # so it answers an application id that it does not know
        raise Unanswered("key")
    return [_company(row) for row in _rows(content) if row.get("hihyoji") != "1"]


def _company(row):
    if not row.get("corporateNumber") or not row.get("name"):
        raise Unanswered("unreadable")
    inland = "".join(row.get(one, "") for one in ("prefectureName", "cityName", "streetNumber"))
    return Company(
        number=row["corporateNumber"],
        name=plain(row["name"]),
        kana=plain(row.get("furigana")),
        name_en=plain(row.get("enName")),
        postal_code=postal(row.get("postCode")),
        address=plain(inland or row.get("addressOutside")),
        closed_on=row.get("closeDate", ""),
        closing=row.get("closeCause", ""),
        successor=row.get("successorCorporateNumber", ""),
        odd_letters=bool(row.get("nameImageId") or row.get("addressImageId")),
    )


def _rows(content):
    """`[{element: text}]` of the corporations in a document, one or many. A document type is refused."""
    found, path, letters = [], [], []

    def start(name, _attributes):
        path.append(name)
        letters.clear()
        if name == "corporation":
            found.append({})

    def end(name):
        path.pop()
        if path and path[-1] == "corporation":
            found[-1][name] = "".join(letters).strip()
        letters.clear()

    def refuse(*_words):
        raise Unanswered("unreadable")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = letters.append, refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise Unanswered("unreadable") from None
    return found
