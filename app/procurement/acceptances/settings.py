"""Numbers and rules of acceptances."""

from app.platform.settings import setting
from app.records.numbering import series

series("acceptance", "AC-{YY}{MM}-{SEQ:5}")

setting(
    "procurement.segregation",
    "Who approved an order may not accept its goods",
    False,
    choices=((False, "Anybody with the permission"), (True, "Somebody else")),
)
setting(
    "procurement.closed_until",
    "Books closed until (date)",
    "",
    help="No acceptance can be posted or cancelled up to this day, for example 2026-10-31.",
)
