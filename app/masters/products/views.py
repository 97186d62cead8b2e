"""The screens of products."""

from app.masters.products.record import PRODUCT
from app.records.pages.views.making import record_pages

bp = record_pages(PRODUCT, __name__, position=20, key="i")
