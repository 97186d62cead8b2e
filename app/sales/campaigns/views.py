"""The screens of campaigns."""

from app.records.pages.views.making import record_pages
from app.sales.campaigns.record import CAMPAIGN

bp = record_pages(CAMPAIGN, __name__, section="sell", position=60)
