"""Words for what slips hold."""

from app.commerce import permissions
from app.commerce.persons.masking import masked
from app.kernel import context
from app.kernel.i18n import _l
from app.masters.addresses.catalogue import PREFECTURES

SLOT_LABELS = {
    "none": _l("no wish"),
    "am": _l("in the morning"),
    "12-14": "12–14",
    "14-16": "14–16",
    "16-18": "16–18",
    "18-20": "18–20",
    "18-21": "18–21",
    "19-21": "19–21",
    "20-21": "20–21",
    "pm": _l("in the afternoon"),
}
CARRIERS = (
    ("yamato", _l("Yamato Transport")),
    ("sagawa", _l("Sagawa Express")),
    ("japanpost", _l("Japan Post")),
    ("seino", _l("Seino Transportation")),
    ("fukuyama", _l("Fukuyama Transporting")),
    ("other", _l("Another carrier")),
)


def prefecture_choices():
    """`((number, name), …)` of all prefectures."""
    return tuple(PREFECTURES.items())


def seen(person):
    """A person as the present reader may see them: whole, or masked."""
    if person is None or context.actor().may(permissions.PERSON_SEE):
        return person
    return masked(person)


def shown_person(person):
    """The name of a person in a list."""
    person = seen(person)
    return "" if person is None else person.name or person.company
