"""How a company writes figures."""

from app.platform.settings import setting

NEGATIVE = setting(
    "platform.negative",
    "Negative figures",
    "\u25b2",
    choices=(("\u25b2", "\u25b21,234"), ("\u25b3", "\u25b31,234"), ("-", "-1,234")),
)
