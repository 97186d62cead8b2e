"""What a tenant decides about order files."""

from app.commerce.intake.formats import DATE_KEYS, TIME_KEYS
from app.platform.settings import setting

KEEP_DAYS = setting(
    "commerce.intake_keep_days",
    "Days that order files, refused lines and shown differences are kept",
    14,
    help="They hold personal data and are deleted after that.",
)
DATE_KEYS_OF_APPS = setting(
    "commerce.intake_date_keys",
    "Names under which Shopify apps write the wished day, separated by commas",
    ",".join(DATE_KEYS),
)
TIME_KEYS_OF_APPS = setting(
    "commerce.intake_time_keys",
    "Names under which Shopify apps write the wished time, separated by commas",
    ",".join(TIME_KEYS),
)
