"""The screens of phases."""

from app.records.pages.views.making import record_pages
from app.sales.phases.record import PHASE

bp = record_pages(PHASE, __name__, section="masters", position=70)
