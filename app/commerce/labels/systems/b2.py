"""ヤマト運輸 B2クラウド: 97 columns (ec.md §2.1)."""

import re
from functools import lru_cache

from app.commerce.carriers.slots import B2, B2_TIME
from app.commerce.labels.checking import checked
from app.commerce.labels.contents import placed
from app.commerce.labels.fitting import full_name, slashed
from app.commerce.labels.systems.marks import B2_HANDLING

SYSTEM = "b2"
PAID, COD, SEVERAL, COMPACT, COMPACT_COD, YUMAIL = "0", "2", "6", "8", "9", "3"
SEARCH_TITLE, SIR, FIRM = "受注番号", "様", "御中"
_COOL = {"ambient": "", "frozen": "1", "chilled": "2"}
_NOT_A_KEY = re.compile("[^0-9A-Za-z ]")
_ADDRESS, _BUILDING, _COMPANY = 64, 32, 50
_REST = ("",) * 31  # 43 to 73: payment by web, mails, 収納代行
_TAIL = ("",) * 19  # 79 to 97


def writer(shipper, today):
    """`write(label, fitting)` for the contract: the row of a label, its problems noted in `fitting`."""
    latest = (None, None)
    payer = (shipper.customer_code, shipper.billing_group, shipper.freight_number)
    nobody = ("", "", "")

    def write(label, fitting):
        service = checked(label, SYSTEM, today, fitting)
        if service is None:
            return None
        nonlocal latest
        if latest[0] is not label.sender:
            latest = label.sender, _sender(label.sender, fitting)
        several = label.pieces > 1
        return (
            label.key, _kind(label, service), _COOL[label.temperature], "",
            slashed(label.ship_on), slashed(label.wished_on),
            _slot(label), "",
            *_recipient(label.recipient, fitting),
            *latest[1],
            *_contents(label, service, fitting),
            str(label.cod) if label.cod else "", str(label.cod_tax) if label.cod else "",
            *_held(label, fitting),
            str(label.pieces) if several else "", "3" if several else "",
            *(nobody if service.collect else payer),
            *_REST, label.key if several else "",
            *_search(label.order_number),
            *_TAIL,
        )  # fmt: skip

    return write


def _kind(label, service):
    base = service.codes[SYSTEM]
    if label.cod:
        return {PAID: COD, COMPACT: COMPACT_COD}.get(base, base)
    return SEVERAL if label.pieces > 1 and base == PAID else base


def _slot(label):
    return (B2_TIME if label.service == "time" else B2).get(label.slot, "")


def _recipient(person, fitting):
    name, company, department = full_name(person), person.company, person.department
    honorific = SIR
    if not name:
        name, company, honorific = company, "", FIRM
    address, building, company = _address(person, company, fitting)
    return (
        fitting.text("phone", person.phone, 15, needed=True), "",
        fitting.postal("postal", person.postal),
        address, building,
        fitting.text("company", company, _COMPANY) if company else "",
        fitting.text("department", department, _COMPANY) if department else "",
        fitting.text("family", name, 32, needed=True),
        fitting.kana("family_kana", person.kana, 50), honorific,
    )  # fmt: skip


def _address(person, company, fitting):
    """住所, アパートマンション名, 会社・部門１: what the first two cannot hold goes into the third while it is free."""
    line = f"{person.prefecture}{person.city}{person.street}"
    if 0 < 2 * len(line) <= _ADDRESS and 2 * len(person.building) <= _BUILDING and not fitting.strict:
        return line, person.building, company
    before = len(fitting.found)
    address, building = fitting.spread([line], person.building, (_ADDRESS, _BUILDING))
    told = fitting.found[before:]
    if company or not told or told[-1].code != "address_too_long":
        return address, building, company
    retried = fitting.apart()
    address, building, over = retried.spread([line], person.building, (_ADDRESS, _BUILDING, _COMPANY))
    fitting.found[before:] = retried.found
    if not any(one.code == "address_too_long" for one in retried.found):
        fitting.tell("street", "address_overflow", stops=False)
    return address, building, over


def _sender(person, fitting):
    inner = fitting.apart()
    address, building = inner.spread(
        [f"{person.prefecture}{person.city}{person.street}"], person.building, (_ADDRESS, _BUILDING)
    )
    cells = (
        "",
        inner.text("phone", person.phone, 15, needed=True),
        "",
        inner.postal("postal", person.postal),
        address,
        building,
        inner.text("family", full_name(person) or person.company, 32, needed=True),
        inner.kana("kana", person.kana, 50),
    )
    fitting.take_over(inner, "sender_")
    return cells


def _contents(label, service, fitting):
    first, second = placed(label.names, label.contents, (50, 50))
    return (
        "", fitting.text("names", first, 50, needed=service.codes[SYSTEM] != YUMAIL),
        "", fitting.text("names", second, 50) if second else "",
        *_marks(label.flags),
        fitting.text("note", label.note, 44) if label.note else "",
    )  # fmt: skip


@lru_cache(maxsize=256)
def _marks(flags):
    """荷扱い１ and ２."""
    return (*[B2_HANDLING[one] for one in flags if one in B2_HANDLING], "", "")[:2]


def _held(label, fitting):
    if label.place:
        fitting.tell("", "place_unsure", stops=False)
    if label.office is None:
        return "", ""
    if not label.office.isalnum() or len(label.office) > 6:
        fitting.tell("office", "office_missing")
    return "1", label.office


def _search(order_number):
    """検索キー takes half-width letters, digits and blanks only; of a longer number its end."""
    key = order_number.replace("-", "")
    if not (key.isascii() and key.isalnum()):
        key = _NOT_A_KEY.sub("", key)
    key = key[-20:]
    return (SEARCH_TITLE, key, "", "") if key else ("", "", "", "")
