"""Days a parcel travels where no row says otherwise (ec.md §4.10): a start, no fact about any carrier."""

from app.platform.settings import setting

NEAR = setting("masters.lead_time_near", "Days to the same region or the next", 1)
FAR = setting(
    "masters.lead_time_far",
    "Days to far regions",
    2,
    help="Hokkaido, Kyushu and Okinawa from elsewhere, and regions that do not touch.",
)
ISLANDS = setting("masters.lead_time_islands", "Days to islands", 3)
