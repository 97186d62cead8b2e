"""Deals opened and changed by programs."""

from app.kernel.db import session
from app.kernel.problems import Fault
from app.records.rest.reading import refuse
from app.trade.business_types import CODES
from app.trade.deals.opening import NAME, open_deal, rename
from app.trade.desk.finding import seats_numbered
from app.trade.desk.operations import set_own_number
from app.trade.organisations.queries import acted_for, own_organisations
from app.trade.rest.reading import read, text, truth, word_of
from app.trade.rulebooks.patterns import DIRECTIONS, LOADS, Pattern

OWN_NUMBER = 40
NEW = {
    "name": text(NAME, empty=False),
    "direction": word_of(DIRECTIONS),
    "load_type": word_of(LOADS),
    "brokered": truth,
    "coastal": truth,
    "organisation": text(20, empty=False),
    "business_type": word_of(CODES),
    "own_number": text(OWN_NUMBER),
    "parent": text(20),
}
"""How each field of a new deal is read."""
REQUIRED = ("name", "direction", "load_type", "organisation", "business_type")
CHANGES = {"name": text(NAME, empty=False), "own_number": text(OWN_NUMBER)}


def opened(data):
    """A deal opened from what a program sent, entered. Raises Problem, Rejected."""
    values = read(data, NEW, REQUIRED)
    faults = []
    organisation = _own_organisation(values["organisation"], faults)
    parent = _parent(values.get("parent", "").strip(), faults)
    refuse(faults)
    pattern = Pattern(
        values["direction"],
        values["load_type"],
        values.get("brokered", False),
        values.get("coastal", False),
    )
    entered = open_deal(values["name"], pattern, organisation, values["business_type"], parent_id=parent)
    if values.get("own_number", "").strip():
        set_own_number(entered, values["own_number"])
    return entered


def alter(entered, data):
    """Rename the deal (its owner), number it for the acting seat. Raises Problem, Rejected."""
    values = read(data, CHANGES)
    if "name" in values and values["name"].strip() != entered.deal.name:
        rename(entered, values["name"])
    if "own_number" in values:
        set_own_number(entered, values["own_number"])


def _own_organisation(code, faults):
    ids = acted_for()
    found = [one for one in session.scalars(own_organisations()) if one.code == code and one.id in ids]
    if found:
        return found[0]
    faults.append(Fault("You act for no such organisation.", "organisation", code="not_found"))
    return None


def _parent(number, faults):
    found = seats_numbered(number) if number else [(None, None)]
    if found:
        return found[0][0]
    faults.append(Fault("There is no such deal.", "parent", code="not_found"))
    return None
