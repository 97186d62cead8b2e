"""What the pages of a batch show."""

from dataclasses import dataclass

from app.commerce.carriers.services import services_of
from app.commerce.carriers.slots import NAMES, offered
from app.commerce.labels import gathering
from app.commerce.labels.composing import Composer, labels_of, shipper_of
from app.commerce.labels.fitting import full_name
from app.commerce.labels.mending import written_on
from app.commerce.labels.wording import FIELDS, WHY
from app.commerce.labels.writing import lines_of
from app.commerce.permissions import PERSON_SEE
from app.commerce.persons.masking import masked
from app.kernel import clock, context
from app.kernel.i18n import translate

TOGETHER = {"street": ("street", "building"), "building": ("street", "building")}
"""Fields that share their room on the label."""


@dataclass
class Card:
    """A label on the page: its row, whose it is, what stands against it, and the inputs that mend it.

    `problems`: `[(field, name of the field, sentence, stops, offered)]`; `mendable` fields among them.
    """

    row: object
    order_number: str
    name: str
    address: str
    service: str
    pieces: int
    names: tuple
    problems: list
    values: dict
    gift: bool = False
    cod: int = 0

    @property
    def mendable(self):
        """The fields that can be put right here, each once."""
        fields = [name for one in self.problems for name in TOGETHER.get(one[0], (one[0],))]
        return list(dict.fromkeys(name for name in fields if name in self.values))


def cards_of(batch, rows):
    """A Card for each of the rows. Who may not see persons gets them masked and cannot write them."""
    labels = labels_of(batch, rows)
    _lines, problems = lines_of(labels, shipper_of(batch.account), clock.today())
    return [card_of(row, label, problems.get(row.key, ())) for row, label in zip(rows, labels, strict=True)]


def card_of(row, label, problems):
    """The Card of a label that stands in `row`."""
    seen = context.actor().may(PERSON_SEE)
    person = label.recipient if seen else masked(label.recipient)
    return Card(
        row=row,
        order_number=label.order_number,
        name=full_name(person) or person.company,
        address=person.address,
        service=label.service,
        pieces=label.pieces,
        names=label.names,
        problems=[_problem(one) for one in problems],
        values=written_on(label) if seen else {},
        gift=label.gift,
        cod=label.cod,
    )


def _problem(one):
    return one.field, FIELDS[one.field], translate(WHY[one.code], **one.values), one.stops, one.offered


def choices_of(account):
    """`{field: [(value, label)]}` of the fields one chooses: services and hours that the contract's system knows."""
    system = account.system
    return {
        "service": [(one.code, one.name) for one in services_of(system)],
        "slot": [(code, NAMES[code]) for code in offered(system)],
    }


def names_of(batch, rows):
    """`[(name in the shop, on the label)]` of all products in the batch, each once, the changed ones first."""
    account = batch.account
    composer = Composer(
        account, batch.ship_on, gathering.gathered([row.slip_id for row in rows], buyers=False)
    )
    pairs = {
        (line.name, composer.names.short(line.name, line.label_name))
        for lines in composer.facts.lines.values()
        for line in lines
    }
    return sorted(pairs, key=lambda pair: (pair[0] == pair[1], pair))
