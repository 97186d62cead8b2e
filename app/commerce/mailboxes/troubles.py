"""What can go wrong with a mailbox. The words carry no address, no password and nothing that a server said."""

from app.kernel.i18n import _l, translate

REASONS = {
    "unreachable": _l("The mail server cannot be reached."),
    "slow": _l("The mail server did not answer in time."),
    "credentials": _l("The mail server does not accept the user and the password."),
    "certificate": _l("The certificate of the mail server is not valid for this name."),
    "clear": _l("The mail server does not offer STARTTLS."),
    "folder": _l("The mail server has no such folder."),
    "inside": _l("The address leads to a network that must not be called."),
    "lost": _l("The line to the mail server was lost in the middle; it goes on from there next time."),
    "refused": _l("The mail server refused a command."),
}
"""Reason → the sentence for people."""


class MailboxTrouble(Exception):
    """`reason` is one of REASONS."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason

    @property
    def sentence(self):
        """What happened, in the reader's language."""
        return translate(REASONS[self.reason])
