"""The screens of shops."""

from app.commerce.channels.record import CHANNEL
from app.records.pages.views.making import record_pages

bp = record_pages(CHANNEL, __name__, section="ship", position=80)
