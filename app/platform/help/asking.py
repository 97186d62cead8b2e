"""Sending an inquiry to those who look after this company's space."""

from app.kernel import context
from app.platform import mail
from app.platform.audit import record
from app.platform.settings import setting, value_of

ADDRESS = setting(
    "platform.inquiry_address",
    "Where inquiries go (e-mail address)",
    "",
    help="Empty: to the administrators of this company.",
)


def ask(administrators, *, screen, steps, message, occurred, frequency):
    """Mail an inquiry with what a bug report needs (procurement §18). `administrators`: their addresses."""
    address = value_of(ADDRESS)
    who = context.actor()
    for to in [address] if address else administrators:
        mail.send(
            to,
            "platform/mails/inquiry",
            reply_to=who.email,
            who=who.name,
            screen=screen,
            steps=steps,
            message=message,
            occurred=occurred,
            frequency=frequency,
        )
    record("inquiry.sent", label=screen)
