"""The choices of an opportunity's fields (sales.md §3.6)."""

from app.kernel.i18n import _l

FORECASTS = (
    ("commit", _l("Commit")),
    ("best", _l("Best case")),
    ("pipeline", _l("Pipeline")),
    ("omitted", _l("Not counted")),
)
FORECAST_TONES = {"commit": "done", "best": "info", "pipeline": "waiting", "omitted": "closed"}
ORDER_TYPES = (("new", _l("New business")), ("repeat", _l("Repeat order")), ("renewal", _l("Renewal")))
SOURCES = (
    ("", _l("not set")),
    ("campaign", _l("Campaign")),
    ("inquiry", _l("Inquiry")),
    ("visit", _l("Our own visit")),
    ("referral", _l("Referral")),
    ("existing", _l("Existing customer")),
)
REASONS = (
    ("", _l("none")),
    ("price", _l("The price")),
    ("function", _l("Function and quality")),
    ("delivery", _l("Delivery time")),
    ("relation", _l("Relationship")),
    ("support", _l("Support and service")),
    ("budget", _l("Their budget went")),
    ("postponed", _l("They put it off")),
    ("other", _l("Other")),
)
