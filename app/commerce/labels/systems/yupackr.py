"""日本郵便 ゆうパックプリントR: a layout of our own with the sheet for its 取込フィルタ (ec.md §2.3)."""

from app.commerce.carriers.slots import YUPACK
from app.commerce.labels.checking import checked
from app.commerce.labels.contents import placed
from app.commerce.labels.fitting import full_name, packed
from app.commerce.labels.systems.columns import YUPACKR
from app.commerce.labels.systems.marks import YUPACK_COLUMNS

SYSTEM = "yupackr"
_COOL = {"ambient": "0", "chilled": "1", "frozen": "2"}
_LIMITS = (50, 50, 50)
_SIR = "0"
"""様. The sample writes it for a firm, too; which code is 御中 is not known."""


def writer(shipper, today):
    """`write(label, fitting)` for the contract: the row of a label, its problems noted in `fitting`.

    Lengths are cp932 bytes. There is no header row; which column is which says the filter, set once by `sheet`.
    """

    def write(label, fitting):
        service = checked(label, SYSTEM, today, fitting)
        if service is None:
            return None
        row = [""] * len(YUPACKR)
        row[0:2] = label.key, packed(label.ship_on)
        paying = "1" if service.collect else "2" if label.cod else "0"
        row[5:8] = service.codes[SYSTEM], _COOL[label.temperature], paying
        row[10] = shipper.form_code
        _people(row, label, fitting)
        for flag in label.flags:
            if flag in YUPACK_COLUMNS:
                row[YUPACK_COLUMNS[flag] - 1] = "1"
        row[59] = shipper.size if service.codes[SYSTEM] == "0" else ""
        row[64:66] = packed(label.wished_on), YUPACK.get(label.slot, "")
        row[71] = str(label.pieces)
        row[72:74] = [fitting.text("names", one, 50) for one in placed(label.names, label.contents, (50, 50))]
        row[74] = fitting.text("note", label.note, 50)
        if label.cod:
            row[98:100] = str(label.cod), str(label.cod_tax)
        return tuple(row)

    return write


def _people(row, label, fitting):
    person, sender, inner = label.recipient, label.sender, fitting.apart()
    name = full_name(person)
    row[12] = fitting.postal("postal", person.postal)
    row[13:16] = fitting.spread(
        [f"{person.prefecture}{person.city}", person.street], person.building, _LIMITS
    )
    row[16] = fitting.text("company" if person.company else "family", person.company or name, 50, needed=True)
    row[17] = fitting.text("family", name if person.company else person.department, 50)
    row[18] = _SIR
    row[19] = fitting.text("phone", person.phone, 20)
    row[29] = inner.postal("postal", sender.postal)
    row[30:33] = inner.spread([f"{sender.prefecture}{sender.city}", sender.street], sender.building, _LIMITS)
    row[33] = inner.text("family", full_name(sender) or sender.company, 50, needed=True)
    row[36] = inner.text("phone", sender.phone, 20)
    fitting.take_over(inner, "sender_")


def sheet():
    """Rows for setting up the 取込フィルタ: `(position of our column, name of the program's field)`."""
    return [(position, name) for position, name in enumerate(YUPACKR, 1)]
