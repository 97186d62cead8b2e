"""The screens of payment methods."""

from app.commerce.payment_methods.record import PAYMENT_METHOD
from app.records.pages.views.making import record_pages

bp = record_pages(PAYMENT_METHOD, __name__, section="ship", position=85)
