"""What is told of, by which kind of notice and by which operation of the official interface (trade.md §5.1)."""

from dataclasses import dataclass

from app.kernel.i18n import _l
from app.platform.notifications.kinds import kind


@dataclass(frozen=True)
class Telling:
    """`operation` is the webhooks' word, `notice` the kind of notice, `message` what the notice says.

    `own`: only the partner the event is about hears of it by this.
    """

    operation: str
    notice: str
    message: str


ADDED = kind("trade.added", "Your organisation was added to a deal")
REMOVED = kind("trade.removed", "Your organisation was removed from a deal")
SENT = kind("trade.sent", "A document of a deal was sent")
DELETED = kind("trade.deleted", "A document of a deal was deleted or withdrawn")
SAID = kind("trade.said", "A message in a deal")
PERMITTED = kind("trade.permitted", "Rights in a deal were changed", mail=False)
PARTNERS = kind("trade.partners", "The partners of a deal changed", mail=False)
STOOD = kind("trade.stood", "A deal was completed, cancelled or opened again", mail=False)
SHARED = kind("trade.shared", "Shared data of a deal was updated", mail=False)

ABOUT_ME = {
    "partner.invited": Telling(
        "addOrganization", ADDED, "%(who)s added your organisation to the deal %(deal)s."
    ),
    "partner.removed": Telling(
        "deleteOrganization", REMOVED, "Your organisation was removed from the deal %(deal)s."
    ),
    "partner.returned": Telling(
        "addOrganization", ADDED, "%(who)s added your organisation to the deal %(deal)s again."
    ),
    "partner.permitted": Telling("permit", PERMITTED, "%(who)s changed your rights in the deal %(deal)s."),
}
"""About the very seat that is told."""
TELLINGS = {
    "partner.invited": Telling("partner", PARTNERS, "%(who)s added a partner to the deal %(deal)s."),
    "partner.removed": Telling("partner", PARTNERS, "%(who)s removed a partner from the deal %(deal)s."),
    "partner.returned": Telling(
        "partner", PARTNERS, "%(who)s took back the removal of a partner of the deal %(deal)s."
    ),
    "partner.declining": Telling("decline", PARTNERS, "%(who)s asks to leave the deal %(deal)s."),
    "document.sent": Telling("send", SENT, "%(who)s sent %(document)s in the deal %(deal)s."),
    "document.deleted": Telling("delete", DELETED, "%(who)s deleted %(document)s in the deal %(deal)s."),
    "document.withdrawn": Telling("delete", DELETED, "%(who)s withdrew %(document)s in the deal %(deal)s."),
    "shared.updated": Telling("share", SHARED, "%(who)s updated shared data of the deal %(deal)s."),
    "lock.stranded": Telling(
        "lock",
        PERMITTED,
        "Nobody may change %(document)s in the deal %(deal)s any more. The fields it locks stay locked.",
    ),
    "message": Telling("message", SAID, "%(who)s wrote in the deal %(deal)s."),
    "deal.completed": Telling("complete", STOOD, "%(who)s completed the deal %(deal)s."),
    "deal.cancelled": Telling("cancel", STOOD, "%(who)s cancelled the deal %(deal)s."),
    "deal.reopened": Telling("reopen", STOOD, "%(who)s opened the deal %(deal)s again."),
    "deal.opened": Telling("createDeal", STOOD, "%(who)s opened the deal %(deal)s."),
}
OPERATIONS = {
    "createDeal": _l("Deal: opened"),
    "addOrganization": _l("Deal: your organisation was added"),
    "deleteOrganization": _l("Deal: your organisation was removed"),
    "send": _l("Deal: a document was sent"),
    "delete": _l("Deal: a document was deleted or withdrawn"),
    "message": _l("Deal: a message was written"),
    "permit": _l("Deal: your rights were changed"),
    "partner": _l("Deal: the partners changed"),
    "decline": _l("Deal: a partner asks to leave"),
    "share": _l("Deal: shared data was updated"),
    "lock": _l("Deal: nobody may change a locking document any more"),
    "complete": _l("Deal: completed"),
    "cancel": _l("Deal: cancelled"),
    "reopen": _l("Deal: opened again"),
}
"""Operations of webhooks, `deal.<operation>`: the official ones as far as they apply, and ours."""


def telling_of(noted, seat_id):
    """The Telling of an event for one seat, or None when it is not told of."""
    mine = ABOUT_ME.get(noted.kind) if str(noted.partner_id) == str(seat_id) else None
    return mine or TELLINGS.get(noted.kind)
