"""The screens of sales results."""

from app.records.pages.views.making import record_pages
from app.sales.sales_results.record import SALES_RESULT

bp = record_pages(SALES_RESULT, __name__, section="sell", position=40)
