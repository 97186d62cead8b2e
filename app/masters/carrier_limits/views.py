"""The screens of the limits of carriers."""

from app.masters.carrier_limits.record import CARRIER_LIMIT
from app.records.pages.views.making import record_pages

bp = record_pages(CARRIER_LIMIT, __name__, position=62)
