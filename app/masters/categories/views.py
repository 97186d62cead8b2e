"""The screens of categories."""

from app.masters.categories.record import CATEGORY
from app.records.pages.views.making import record_pages

bp = record_pages(CATEGORY, __name__, position=30)
