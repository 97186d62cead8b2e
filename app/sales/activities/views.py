"""The screens of activities."""

from app.records.pages.views.making import record_pages
from app.sales.activities.record import ACTIVITY

bp = record_pages(ACTIVITY, __name__, section="sell", position=10)
