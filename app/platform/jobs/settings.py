"""How long finished work stays on the record."""

from app.platform.settings import setting

KEEP_DAYS = setting(
    "platform.jobs_keep_days",
    "Days that finished work in the background is kept (0: for ever)",
    30,
    help="Only the record that it was done goes; what it made stays.",
)
KEEP_FAILED_DAYS = setting(
    "platform.jobs_keep_failed_days", "Days that failed work in the background is kept (0: for ever)", 180
)
