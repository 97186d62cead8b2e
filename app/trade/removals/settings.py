"""How long an inviter waits for an organisation that was switched off."""

from app.platform.settings import setting

TAKE_OVER_DAYS = setting(
    "trade.take_over_days",
    "Days until the invitees of a disabled organisation can be taken over",
    7,
    help="Counted from the day on which the organisation was switched off (R48).",
)
