"""佐川急便 e飛伝Ⅱ (便種対応): 42 columns."""

from app.commerce.labels.checking import checked
from app.commerce.labels.fitting import packed
from app.commerce.labels.systems import sagawa

SYSTEM = "ehiden2"


def writer(shipper, today):
    """`write(label, fitting)` for the contract: the row of a label, its problems noted in `fitting`."""

    def write(label, fitting):
        service = checked(label, SYSTEM, today, fitting)
        if service is None:
            return None
        phone, postal, address, names = sagawa.sender(label.sender, fitting, 2)
        office, office_code = sagawa.office(label, fitting)
        person = label.recipient
        return (
            "", fitting.text("phone", person.phone, 14, needed=True), fitting.postal("postal", person.postal),
            *sagawa.address(person, fitting), *sagawa.names(person, fitting),
            label.key, shipper.customer_code, "", "",
            phone, postal, *address, *names,
            shipper.packing, *sagawa.goods(label, fitting),
            str(label.pieces), service.codes[SYSTEM], sagawa.COOL[label.temperature],
            packed(label.wished_on), sagawa.slot(label), "",
            *((str(label.cod), str(label.cod_tax), shipper.cod_kind) if label.cod else ("", "", "")), "", "",
            *sagawa.seals(label, shipper, SYSTEM, 3, fitting),
            office, "", office_code, "2" if service.collect else "1",
        )  # fmt: skip

    return write
