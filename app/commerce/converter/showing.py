"""What the converter's pages show."""

from app.commerce.converter.packing import unpacked
from app.commerce.converter.queries import accounts_of
from app.commerce.converter.wording import remark
from app.commerce.labels.composing import shipper_of
from app.commerce.labels.showing import card_of, choices_of
from app.commerce.labels.writing import lines_of
from app.kernel import clock
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


def _card(row, label, problems):
    card = card_of(row, label, problems)
    card.problems += [("", translate("Worth a look"), remark(code), False, None) for code in row.remarks]
    return card
