"""西濃運輸 カンガルー・マジックⅡ: 42 columns, 44 with cash on delivery (ec.md §2.4)."""

from app.commerce.labels.checking import checked
from app.commerce.labels.contents import placed
from app.commerce.labels.fitting import full_name, packed
from app.commerce.labels.systems.marks import SEINO_CODES

SYSTEM = "km2"
_ON_A_DAY, _AT_THE_OFFICE = "02", "01"
_LINES = (30, 30, 30, 30, 30)


def writer(shipper, today):
    """`write(label, fitting)` for the contract: the row of a label, its problems noted in `fitting`."""

    def write(label, fitting):
        service = checked(label, SYSTEM, today, fitting)
        if service is None:
            return None
        if not shipper.customer_code:
            fitting.tell("", "customer_code")
        person, lines = label.recipient, _lines(label, fitting)
        address = _address(person, fitting)
        row = (
            shipper.customer_code, shipper.office_code, packed(label.ship_on), "",
            label.key, "2" if service.collect else "1", service.codes[SYSTEM], str(label.pieces),
            "", str(shipper.weight or ""), str(shipper.cubic or ""),
            *_sender(label.sender, fitting), "", "", "",
            fitting.postal("postal", person.postal, hyphen=False, needed=False),
            *_names(person, fitting), *address, fitting.text("phone", person.phone, 13),
            "", "", "", "", "", "", "", "",
            *lines, f"{label.wished_on:%m%d}0" if label.wished_on else "",
            *_codes(label, fitting), label.office or "", "",
        )  # fmt: skip
        return (*row, str(label.cod), str(label.cod_tax)) if label.cod else row

    return write


def _address(person, fitting):
    """住所１ and ２: prefecture and town, then street and building."""
    rest = f"{person.street}\u3000{person.building}" if person.building else person.street
    return fitting.spread([f"{person.prefecture}{person.city}"], rest, (40, 40))


def _names(person, fitting):
    name = full_name(person)
    first, second = (person.company, name) if person.company else (name, person.department)
    return (
        fitting.text("company" if person.company else "family", first, 40, needed=True),
        fitting.text("family", second, 40),
    )


def _sender(person, fitting):
    inner = fitting.apart()
    line = f"{person.prefecture}{person.city}{person.street}"
    cells = (
        inner.text("family", full_name(person) or person.company, 40, needed=True),
        *inner.spread([line], person.building, (40, 40)),
        inner.text("phone", person.phone, 13, needed=True),
    )
    fitting.take_over(inner, "sender_")
    return cells


def _lines(label, fitting):
    """記事１ to ５: the goods, and what the customer asked for in the last line."""
    most = _LINES[:-1] if label.note else _LINES
    cells = [fitting.text("names", one, 30) for one in placed(label.names, label.contents, most)]
    return [*cells, fitting.text("note", label.note, 30)] if label.note else cells


def _codes(label, fitting):
    """輸送指示コード１ and ２: a day, the office, how it wants to be handled; two at most."""
    codes = [_ON_A_DAY] if label.wished_on else []
    codes += [_AT_THE_OFFICE] if label.office is not None else []
    codes += [SEINO_CODES[one] for one in label.flags if one in SEINO_CODES]
    if len(codes) > 2:
        fitting.tell("", "too_many_seals", most=2, stops=False)
    return [*codes[:2], "", ""][:2]
