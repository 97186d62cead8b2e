"""佐川急便: what e飛伝Ⅱ, Ⅲ and Pro have in common (ec.md §2.2)."""

from app.commerce.carriers.slots import SAGAWA
from app.commerce.labels.contents import placed
from app.commerce.labels.fitting import full_name
from app.commerce.labels.systems.marks import SAGAWA_SEALS

COOL = {"ambient": "001", "chilled": "002", "frozen": "003"}
NAME_LIMITS = (32, 32, 32, 32, 32)
_COD_SEALS = {"1": "010", "2": "008", "3": "009", "5": "009"}
_COOL_SEALS = {"chilled": "001", "frozen": "002"}
_SLOT_SEALS_3 = {
    "am": "020", "12-14": "022", "14-16": "023", "16-18": "024", "18-20": "025", "19-21": "026", "18-21": "021",
}  # fmt: skip
OFFICE_SEAL, DAY_SEAL = "004", "005"


def names(person, fitting):
    """お届け先名称１ and ２: the firm and the person, or the person alone (of a long name the rest goes on)."""
    name, firm = full_name(person), person.company
    if firm and name:
        second = f"{person.department}\u3000{name}" if person.department else name
        return fitting.text("company", firm, 32), fitting.text("family", second, 32)
    return fitting.text("family", name or firm, 32, needed=True), fitting.text(
        "department", person.department, 32
    )


def address(person, fitting):
    """住所１ to ３: prefecture and town, street, building."""
    return fitting.spread([f"{person.prefecture}{person.city}", person.street], person.building, (32, 32, 32))


def sender(person, fitting, columns):
    """(telephone, postal code, address over `columns`, two names) of who sends it, under the fields of the contract."""
    inner = fitting.apart()
    line = f"{person.prefecture}{person.city}{person.street}"
    cells = (
        inner.text("phone", person.phone, 14, needed=True),
        inner.postal("postal", person.postal),
        inner.spread([line], person.building, (32,) * columns),
        (inner.text("family", full_name(person) or person.company, 32, needed=True), ""),
    )
    fitting.take_over(inner, "sender_")
    return cells


def goods(label, fitting):
    """品名１ to ５."""
    return [fitting.text("names", one, 32) for one in placed(label.names, label.contents, NAME_LIMITS)]


def slot(label):
    """配達指定時間帯."""
    return SAGAWA.get(label.slot, "")


def seals(label, shipper, system, most, fitting):
    """The codes of the seals, filled up with ''. `shipper.seals`: also those of day, hour, temperature and payment."""
    codes = [SAGAWA_SEALS[one] for one in label.flags if one in SAGAWA_SEALS]
    if shipper.seals:
        codes += _asked(label, shipper, system)
    codes = list(dict.fromkeys(codes))
    if len(codes) > most:
        fitting.tell("", "too_many_seals", most=most, stops=False)
        codes = codes[:most]
    return codes + [""] * (most - len(codes))


def _asked(label, shipper, system):
    if label.wished_on:
        yield DAY_SEAL
    if label.slot != "none":
        yield _SLOT_SEALS_3.get(label.slot, "007") if system == "ehiden3" else _older(label, system)
    if label.temperature != "ambient" and system == "ehiden3":
        yield _COOL_SEALS[label.temperature]
    if label.cod:
        yield _COD_SEALS.get(shipper.cod_kind, "010")
    if label.office is not None and system == "ehiden3":
        yield OFFICE_SEAL


def _older(label, system):
    if system == "ehidenpro":
        return "007"
    return "016" if label.slot == "am" else "019"


def office(label, fitting):
    """(営業所受取 0/1 or '', its code)."""
    if label.office is None:
        return "", ""
    if not label.office.isalnum() or len(label.office) > 4:
        fitting.tell("office", "office_missing")
    return "1", label.office
