"""佐川急便 e飛伝Pro: 72 columns."""

from app.commerce.labels.checking import checked
from app.commerce.labels.fitting import GAP, packed
from app.commerce.labels.systems import sagawa

SYSTEM = "ehidenpro"
_WEIGHTS = ("",) * 12


def writer(shipper, today):
    """`write(label, fitting)` for the contract: the row of a label, its problems noted in `fitting`.

    The contract's own address is behind ご依頼主コード; who sends it stands as 代行ご依頼主. The file has no column for
    product names: they go into the ten columns 編集, which a template of the tenant prints.
    """

    def write(label, fitting):
        service = checked(label, SYSTEM, today, fitting)
        if service is None:
            return None
        phone, postal, address, names = sagawa.sender(label.sender, fitting, 3)
        office, office_code = sagawa.office(label, fitting)
        person = label.recipient
        own = [
            *sagawa.goods(label, fitting),
            fitting.text("note", label.note.replace("\n", GAP), 44),
            "",
            "",
            "",
            "",
        ]
        return (
            shipper.customer_code, "", "", "",
            "", fitting.postal("postal", person.postal), *sagawa.names(person, fitting),
            *sagawa.address(person, fitting), fitting.text("phone", person.phone, 14, needed=True), "", "",
            "", postal, *names, *address, phone,
            packed(label.ship_on), "", packed(label.wished_on),
            "", str(label.pieces), "2" if service.collect else "1", "",
            *((shipper.cod_kind, "", str(label.cod), "") if label.cod else ("", "", "", "")),
            "", "", label.key, office, office_code,
            sagawa.COOL[label.temperature], service.codes[SYSTEM], sagawa.slot(label), "",
            *sagawa.seals(label, shipper, SYSTEM, 4, fitting),
            "", "", "", "", *own, *_WEIGHTS,
        )  # fmt: skip

    return write
