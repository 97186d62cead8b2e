"""The screens of lead times."""

from app.masters.lead_times.record import LEAD_TIME
from app.records.pages.views.making import record_pages

bp = record_pages(LEAD_TIME, __name__, position=60)
