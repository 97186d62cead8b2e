"""Partners added, changed and taken out by programs."""

from app.kernel.problems import Fault, Problem
from app.records.rest.asking import refuse_address
from app.records.rest.reading import refuse
from app.trade.business_types import CODES
from app.trade.partners.inviting import invite
from app.trade.partners.permitting import conceal, grant, managed
from app.trade.partners.searching import identified
from app.trade.removals.queries import preview
from app.trade.removals.removing import DOCUMENTS, INVITEES, remove
from app.trade.rest.reading import read, rights, text, truth, word_of

MESSAGE = 1000
NEW = {
    "organisation": text(100, empty=False),
    "business_type": word_of(CODES),
    "hidden": truth,
    "message": text(MESSAGE),
}


def invited(entered, data, misses):
    """`(the deal entered anew, the seat's id, whether it is new)` of an organisation named by its 組織ID.

    Who takes part hidden says whether the new one shall be, too (trade.md §6.3). Raises Problem, Rejected.
    """
    kind = data.get("business_type") if isinstance(data, dict) else None
    ceilings = entered.room.ceilings.get(kind, {}) if isinstance(kind, str) else {}
    hides = entered.room.seats[entered.seat].hidden
    required = ("organisation", "business_type", *(("hidden",) if hides else ()))
    values = read(data, NEW | {"rights": rights(ceilings)}, required)
    organisation = identified(values["organisation"], misses)
    if organisation is None:
        refuse([Fault("There is no such organisation.", "organisation", code="not_found")])
    given = values.get("rights")
    room, seat = invite(
        entered,
        organisation,
        values["business_type"],
        hidden=values.get("hidden", False),
        grants=None if given is None else entered.rules.defaults[values["business_type"]] | given,
        message=values.get("message", ""),
    )
    return room, seat, room is not entered


def changed(entered, partner_id, data):
    """Set rights and visibility of a partner; the deal entered anew. Raises Missing, Problem, Rejected."""
    row = managed(entered, partner_id)
    ceilings = entered.rules.ceilings[row.business_type]
    values = read(data, {"rights": rights(ceilings), "hidden": truth})
    if values.get("rights"):
        entered = grant(entered, partner_id, values["rights"])
    if "hidden" in values:
        entered = conceal(entered, partner_id, values["hidden"])
    return entered


def removed(entered, partner_id, documents, invitees):
    """Take a partner out (R42, R43): the PartnerRemoval.

    Without `documents` it is a conflict (409) that tells what would follow, as far as the remover may know; without
    `invitees` too, when it brought in somebody the remover knows of. Raises Missing, Problem, Rejected.
    """
    following = preview(entered, partner_id)
    if documents is None or (invitees is None and following.invitees):
        raise Problem(
            "Say what becomes of its documents (documents=delete or transfer) and of those it invited "
            "(invitees=adopt or remove).",
            status=409,
            code="choice_required",
            more={
                "documents": [one.row.number for one in following.documents],
                "invitees": [str(one.id) for one in following.invitees],
            },
        )
    return remove(entered, partner_id, documents, invitees or "adopt")


def choices(arguments):
    """`(documents, invitees)` of an address, None for what it leaves open. Raises Problem."""
    asked = (("documents", DOCUMENTS), ("invitees", INVITEES))
    faults = [
        Fault("Use one of: %(choices)s.", name, code="not_a_choice", choices=", ".join(words))
        for name, words in asked
        if name in arguments and arguments[name] not in words
    ]
    refuse_address(faults)
    return arguments.get("documents"), arguments.get("invitees")
