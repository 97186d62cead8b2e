"""福山通運 iSTAR-2, automatic import: 26 columns (ec.md §2.5; one source)."""

from app.commerce.labels.checking import checked
from app.commerce.labels.contents import placed
from app.commerce.labels.fitting import full_name, packed

SYSTEM = "istar2"


def writer(shipper, today):
    """`write(label, fitting)` for the contract: the row of a label, its problems noted in `fitting`."""

    def write(label, fitting):
        service = checked(label, SYSTEM, today, fitting)
        if service is None:
            return None
        if not shipper.customer_code:
            fitting.tell("", "customer_code")
        if not (shipper.cubic or shipper.weight):
            fitting.tell("", "weight_missing")
        person = label.recipient
        name = full_name(person)
        first, second = (person.company, name) if person.company else (name, person.department)
        return (
            "", fitting.text("phone", person.phone, 15, needed=True),
            *fitting.spread([f"{person.prefecture}{person.city}", person.street], person.building, (40, 40, 40)),
            fitting.text("company" if person.company else "family", first, 40, needed=True),
            fitting.text("family", second, 40),
            fitting.postal("postal", person.postal, hyphen=False, needed=False),
            "", "", shipper.customer_code, str(label.pieces),
            str(shipper.cubic or ""), "" if shipper.cubic else str(shipper.weight), "", "",
            *(fitting.text("names", one, 40) for one in _lines(label)),
            packed(label.wished_on), label.key, "",
            service.codes[SYSTEM], "", packed(label.ship_on), packed(today),
        )  # fmt: skip

    return write


def _lines(label):
    """品名記事１ to ３: the goods, and what the customer asked for in the last."""
    if not label.note:
        return placed(label.names, label.contents, (40, 40, 40))
    return [*placed(label.names, label.contents, (40, 40)), label.note]
