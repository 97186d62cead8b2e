"""The screens of contracts with carriers."""

from app.commerce.carriers.record import CARRIER_ACCOUNT
from app.records.pages.views.making import record_pages

bp = record_pages(CARRIER_ACCOUNT, __name__, section="ship", position=82)
