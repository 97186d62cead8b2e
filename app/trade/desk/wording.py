"""What happened in a deal, in a sentence."""

from app.kernel.i18n import _l

SENTENCES = {
    "deal.opened": (_l("opened the deal"), "plus", "done"),
    "deal.completed": (_l("completed the deal"), "check", "done"),
    "deal.cancelled": (_l("cancelled the deal"), "close", "problem"),
    "deal.reopened": (_l("opened the deal again"), "undo", ""),
    "deal.parented": (_l("put the deal under another deal, or took it out"), "layers", ""),
    "deal.renamed": (_l("renamed the deal"), "edit", ""),
    "partner.invited": (_l("added a partner"), "user", "done"),
    "partner.permitted": (_l("changed the rights of a partner"), "edit", ""),
    "partner.hidden": (_l("hid a partner"), "lock", ""),
    "partner.shown": (_l("showed a partner to everybody"), "eye", ""),
    "partner.removed": (_l("removed a partner"), "close", "problem"),
    "partner.returned": (_l("took back the removal of a partner"), "undo", ""),
    "partner.taken_over": (_l("took over a partner of somebody who left"), "user", ""),
    "partner.declining": (_l("asks to leave the deal"), "send", "waiting"),
    "document.created": (_l("began a document"), "file", ""),
    "document.sent": (_l("sent a document"), "send", "done"),
    "document.edited": (_l("changed a document"), "edit", ""),
    "document.withdrawn": (_l("withdrew a document"), "undo", "problem"),
    "document.deleted": (_l("deleted a document"), "trash", "problem"),
    "document.restricted": (_l("chose who may read a document"), "lock", ""),
    "document.opened": (_l("opened a document to all who may read its kind"), "eye", ""),
    "lock.stranded": (
        _l("took the last right to change a document that holds fields fast"),
        "lock",
        "problem",
    ),
    "shared.updated": (_l("changed data that documents share"), "edit", ""),
    "message": (_l("wrote"), "chat", ""),
}
STATES = {
    "open": (_l("Open deal"), "waiting"),
    "completed": (_l("Completed deal"), "done"),
    "cancelled": (_l("Cancelled deal"), "closed"),
}


def sentence(kind):
    """`(sentence, icon, tone)` of a kind of event."""
    return SENTENCES.get(kind, (kind, "dot", ""))
