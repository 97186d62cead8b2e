"""Words of the blacklist."""

from app.commerce import permissions
from app.commerce.persons.masking import HIDDEN, masked_mail, masked_phone
from app.kernel import context
from app.kernel.i18n import _l

KIND_LABELS = {
    "phone": _l("Telephone"),
    "mail": _l("E-mail"),
    "name": _l("Name"),
    "address": _l("Postal address"),
}


def shown(entry):
    """What was entered, as the present reader may see it."""
    if context.actor().may(permissions.PERSON_SEE):
        return entry.shown
    return {"phone": masked_phone, "mail": masked_mail}.get(entry.kind, _first)(entry.shown)


def reason(entry):
    """Why it is on the list; it may name somebody, so it is for those who may see persons."""
    return entry.reason if context.actor().may(permissions.PERSON_SEE) else HIDDEN * 4


def _first(text):
    return text[:1] + HIDDEN * 3
