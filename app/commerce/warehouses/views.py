"""The screens of warehouses."""

from app.commerce.warehouses.record import WAREHOUSE
from app.records.pages.views.making import record_pages

bp = record_pages(WAREHOUSE, __name__, section="ship", position=90)
