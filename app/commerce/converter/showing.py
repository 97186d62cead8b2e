"""What the converter's pages show."""

from app.commerce.carriers.services import services_of
from app.commerce.carriers.slots import NAMES, offered
from app.commerce.converter.packing import unpacked
from app.commerce.converter.queries import accounts_of
from app.commerce.converter.wording import remark
from app.commerce.labels.composing import shipper_of
from app.commerce.labels.fitting import full_name
from app.commerce.labels.mending import written_on
from app.commerce.labels.showing import Card
from app.commerce.labels.wording import FIELDS, WHY
from app.commerce.labels.writing import lines_of
from app.commerce.permissions import PERSON_SEE
from app.commerce.persons.masking import masked
from app.kernel import clock, context
from app.kernel.i18n import translate


def cards_of(load, rows):
    """`[(Card, choices of its form, contract)]` for parcels, in their order."""
    known, labels, problems = accounts_of(load), {row.id: unpacked(row.label) for row in rows}, {}
    for account in known.values():
        its = [labels[row.id] for row in rows if row.account_id == account.id]
        problems |= lines_of(its, shipper_of(account), clock.today())[1] if its else {}
    return [
        (
            _card(row, labels[row.id], problems.get(row.key, ())),
            choices_of(known[row.account_id]),
            known[row.account_id],
        )
        for row in rows
    ]


def choices_of(account):
    """`{field: [(value, label)]}` of the fields one chooses: what the contract's system knows."""
    return {
        "service": [(one.code, one.name) for one in services_of(account.system)],
        "slot": [(code, NAMES[code]) for code in offered(account.system)],
    }


def _card(row, label, problems):
    seen = context.actor().may(PERSON_SEE)
    person = label.recipient if seen else masked(label.recipient)
    told = [
        (one.field, FIELDS[one.field], translate(WHY[one.code], **one.values), one.stops, one.offered)
        for one in problems
    ]
    told += [("", translate("Worth a look"), remark(code), False, None) for code in row.remarks]
    return Card(
        row=row,
        order_number=label.order_number,
        name=full_name(person) or person.company,
        address=person.address,
        service=label.service,
        pieces=label.pieces,
        names=label.names,
        problems=told,
        values=written_on(label) if seen else {},
        gift=label.gift,
        cod=label.cod,
    )
