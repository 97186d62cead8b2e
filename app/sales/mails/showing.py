"""Words about mails."""

from app.kernel.i18n import _l
from app.platform.mail.received import BAD
from app.sales.mails.model import AUTHENTICATION, DISMISSED, DONE, FAILED, RECEIVED, SENDER, WAITING

STATES = {
    RECEIVED: (_l("Being read"), "waiting"),
    WAITING: (_l("To be confirmed"), "waiting"),
    DONE: (_l("Logged"), "done"),
    DISMISSED: (_l("Put aside"), "closed"),
    FAILED: (_l("Unreadable"), "problem"),
}
TABS = {"waiting": (RECEIVED, WAITING, FAILED), "done": (DONE,), "dismissed": (DISMISSED,)}
DOUBTS = {
    SENDER: _l(
        "The sender is not one of your addresses. Anybody who knows your logging address can send this."
    ),
    AUTHENTICATION: _l("A mail server on the way said that the sender is perhaps forged."),
}
WHYS = {
    "address": _l("by the mail address"),
    "person": _l("where this person is"),
    "domain": _l("by the domain of the mail address"),
    "thread": _l("as the mail before in this thread"),
    "number": _l("by the number in the subject"),
    "only": _l("the only open opportunity there"),
}


def verdicts_of(mail):
    """`[(SPF | DKIM | DMARC, result, whether it speaks against the mail)]`."""
    found = (mail.content or {}).get("verdicts", {})
    return [
        (name.upper(), found[name], found[name] in BAD) for name in ("spf", "dkim", "dmarc") if name in found
    ]
