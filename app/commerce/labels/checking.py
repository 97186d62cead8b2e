"""What every system asks of a label before it is written (ec.md §2.1–2.5, §4.4, §4.5)."""

import datetime as dt

from app.commerce.carriers.services import SERVICES
from app.commerce.carriers.slots import BY_SYSTEM
from app.commerce.label_names.applying import PRICE

AHEAD = {"b2": 30, "istar2": 14}
"""Days ahead that a system takes a day of shipping; others take any."""


def checked(label, system, today, fitting):
    """How a writer begins: the label's Service with every problem noted, or None when no line can be written."""
    service = _service_of(label, system, fitting)
    if service is not None:
        _check(label, service, system, today, fitting)
    return service


def _service_of(label, system, fitting):
    """The label's Service when the system writes it and it exists that day, else None with the problem noted."""
    service = SERVICES.get(label.service)
    if service is None or system not in service.codes:
        fitting.tell("service", "service_unknown")
        return None
    if not service.runs_on(label.ship_on):
        fitting.tell("service", "service_ended", service=service.name)
    return service


def _check(label, service, system, today, fitting):
    """Note everything that `service` does not do and that the rules of the trade forbid."""
    if label.wished_on is not None:
        _wish(label, service, fitting)
    if label.slot != "none":
        _slot(label, service, system, fitting)
    if label.temperature != "ambient" and not service.cool:
        fitting.tell("service", "no_cool", service=service.name)
    if label.pieces > 1:
        _pieces(label, service, fitting)
    if label.cod:
        _money(label, service, fitting)
    if label.gift:
        _gift(label, fitting)
    if label.ship_on < today or (label.ship_on - today) > dt.timedelta(AHEAD.get(system, 365)):
        fitting.tell("ship_on", "ship_on", days=AHEAD.get(system, 365))


def _wish(label, service, fitting):
    if not service.date:
        fitting.tell("wished_on", "no_date", service=service.name, offered="")
    elif label.wished_on < label.ship_on:
        fitting.tell("wished_on", "wished_before")


def _slot(label, service, system, fitting):
    if not service.slot:
        fitting.tell("slot", "no_slot", service=service.name, offered="none")
    elif label.slot not in BY_SYSTEM.get(system, ()) and service.code != "time":
        fitting.tell("slot", "slot_unknown")


def _pieces(label, service, fitting):
    if not service.several:
        fitting.tell("pieces", "no_pieces", service=service.name)
    elif label.pieces > service.most:
        fitting.tell("pieces", "too_many", most=service.most)
    if label.cod and service.carrier == "yamato":
        fitting.tell("pieces", "cod_pieces")


def _money(label, service, fitting):
    if not service.cod:
        fitting.tell("service", "no_cod", service=service.name)
    elif not 1 <= label.cod <= service.cod_most:
        fitting.tell("", "cod_amount", most=service.cod_most)


def _gift(label, fitting):
    if label.cod:
        fitting.tell("", "gift_cod")
    if PRICE.search(label.note):
        fitting.tell("note", "gift_price", offered=PRICE.sub("", label.note).strip())
    for name in label.names:
        if PRICE.search(name):
            fitting.tell("names", "gift_price")
            return
