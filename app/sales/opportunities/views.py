"""The screens of opportunities."""

from app.records.pages.views.making import record_pages
from app.sales.opportunities.record import OPPORTUNITY

bp = record_pages(OPPORTUNITY, __name__, section="sell", position=20)
