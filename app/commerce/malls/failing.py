"""What can go wrong with a shop. The words carry no secret, no address of a person and no body of an answer."""

from app.kernel.errors import Permanent, Transient
from app.kernel.i18n import _l, translate

REASONS = {
    "unreachable": _l("The shop cannot be reached."),
    "slow": _l("The shop did not answer in time."),
    "busy": _l("The shop asks to wait: it had too many requests."),
    "failing": _l("The shop has trouble of its own at the moment."),
    "credentials": _l("The shop does not accept the credentials. Please enter them anew."),
    "refused": _l("The shop refused the request."),
    "unreadable": _l("The shop's answer cannot be read."),
    "forbidden": _l("The shop does not allow this to us. Please check which rights were given."),
    "address": _l("The shop's address must begin with https://."),
    "location": _l("Please choose the location whose stock is told to the shop."),
    "inside": _l("The address leads to a network that must not be called."),
    "other host": _l("The server is not the one that was agreed on: its key is another."),
}
"""Reason → the sentence for people."""


class _Trouble:
    """`reason` is one of REASONS; `code` and `said` are the shop's own, for somebody who looks closer."""

    def __init__(self, reason, operation, *, status=None, code="", said="", after=None, sure=True):
        super().__init__(f"{operation}: {reason}" + (f" ({status or code})" if status or code else ""))
        self.reason, self.operation, self.status, self.code, self.said = reason, operation, status, code, said
        self.after, self.sure = after, sure

    @property
    def sentence(self):
        """What happened, in the reader's language."""
        return translate(REASONS[self.reason])


class Unavailable(_Trouble, Transient):
    """It may work later, after `after` seconds where the shop said so.

    Not `sure`: it may have been done all the same.
    """


class Refused(_Trouble, Permanent):
    """It will not work the same way again. `code` is the shop's."""


class Unauthorised(Refused):
    """The shop does not know us (any more): credentials are wrong, or their time is over."""
