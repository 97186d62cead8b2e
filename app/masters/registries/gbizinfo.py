"""gBizINFO REST version 2 (procurement.md §17.2): says "Null" for nothing, 404 for no hit, amounts as texts."""

import json
from urllib.parse import quote

from app.masters.registries.calling import Unanswered, asked
from app.masters.registries.catalogue import NOTHING
from app.masters.registries.companies import Company, as_registered, plain, postal
from app.masters.registries.model import GBIZINFO

ADDRESS, MOST = "https://api.info.gbiz.go.jp", 10
_PATH = "/hojin/v2/hojin"


def by_number(number, key, address=ADDRESS):
    """`[Company]` with that number. Raises Unanswered."""
    return _companies(address, f"{_PATH}/{quote(number, safe='')}", key)  # a slash at the end is a 500


def by_name(name, key, address=ADDRESS, prefecture=""):
    """`[Company]` whose names hold the words. Raises Unanswered."""
    asked_for = {"name": as_registered(name), "page": "1", "limit": str(MOST)}
    return _companies(address, _PATH, key, asked_for | ({"prefecture": prefecture} if prefecture else {}))


def _companies(address, path, key, params=None):
    headers = {"X-hojinInfo-api-token": key, "Accept": "application/json"}
    status, content = asked(GBIZINFO, (address or ADDRESS) + path, params=params, headers=headers)
    if status == 404:
        return []
    try:
        return [_company(one) for one in json.loads(content)["hojin-infos"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unanswered("unreadable") from None


def _company(said):
    return Company(
        number=str(said["corporate_number"]),
        name=plain(_text(said, "name")),
        kana=plain(_text(said, "kana")),
        name_en=plain(_text(said, "name_en")),
        postal_code=postal(_text(said, "postal_code")),
        address=plain(_text(said, "location")),
        closed_on=_text(said, "close_date")[:10],
        representative=plain(_text(said, "representative_name")),
        capital=_whole(said, "capital_stock"),
        employees=_whole(said, "employee_number"),
        homepage=_address(_text(said, "company_url")),
    )


def _text(said, name):
    value = said.get(name)
    return "" if value is None or str(value).strip() in NOTHING else str(value).strip()


def _whole(said, name):
    digits = _text(said, name).replace(",", "").partition(".")[0]
    return int(digits) if digits.isdecimal() and len(digits) < 16 else None


def _address(text):
    return text if text.startswith(("https://", "http://")) else f"https://{text}" if "." in text else ""
