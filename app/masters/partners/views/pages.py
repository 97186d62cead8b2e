"""The screens that every record has."""

from app.masters.partners.record import PARTNER
from app.records.pages.views.making import record_pages

bp = record_pages(PARTNER, __name__, position=10, key="p")
