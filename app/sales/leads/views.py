"""The screens of leads."""

from app.records.pages.views.making import record_pages
from app.sales.leads.record import LEAD

bp = record_pages(LEAD, __name__, section="sell", position=50)
