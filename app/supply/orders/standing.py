"""Where an order stands, as one word for a chip: works for the row and for a line of the list."""

from app.kernel.i18n import _


def standing_of(order, open_lines):
    """`(words, tone)`; `open_lines`: how many lines are not wholly accepted yet."""
    if order.state == "cancelled":
        return _("Cancelled"), "closed"
    if order.state == "issued":
        return _("Waits for your confirmation"), "waiting"
    if order.state == "change_requested":
        return _("Change requested"), "info"
    return (_("Confirmed"), "info") if open_lines else (_("Delivered and accepted"), "done")
