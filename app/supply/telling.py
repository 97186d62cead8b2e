"""Telling our people what a buyer sent: a notice, and a mail with the way to it (sign-in needed)."""

from app.access.users.queries import holders_to_notify
from app.platform.notifications import kind, notify_people

kind("supply.rfq", "Requests for quotation, their changes and results")
kind("supply.order", "Orders, their changes and cancellations")
kind("supply.acceptance", "Accepted deliveries")
kind("supply.invoice", "Answers to our invoices")


def tell(permission, about, path, *, message, subject_id=None, **values):
    """Notify everybody of this company who was granted `permission`.

    `about`: the kind without its package; `message`: English msgid, filled with `values` (texts and numbers).
    """
    people = holders_to_notify(permission, f"supply.{about}")
    notify_people(people, f"supply.{about}", message, path, subject_id=subject_id, **values)
