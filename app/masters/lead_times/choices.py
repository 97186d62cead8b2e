"""The times of day that carriers offer (ec.md: delivery_time_codes)."""

from app.kernel.i18n import _l

SLOTS = (
    ("", _l("Any time of day")),
    ("am", _l("Morning")),
    ("12-14", "12:00–14:00"),
    ("14-16", "14:00–16:00"),
    ("16-18", "16:00–18:00"),
    ("18-20", "18:00–20:00"),
    ("18-21", "18:00–21:00"),
    ("19-21", "19:00–21:00"),
    ("20-21", "20:00–21:00"),
    ("pm", _l("Afternoon")),
)
BEGINS = {"": 0, "am": 8, "pm": 12}
"""The hour at which a slot begins where its name does not say it."""


def begins(slot):
    """The hour (0–23) at which a slot begins."""
    return BEGINS[slot] if slot in BEGINS else int(slot.split("-")[0])
