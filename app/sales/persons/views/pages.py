"""The screens of persons."""

from app.records.pages.views.making import record_pages
from app.sales.persons.record import PERSON

bp = record_pages(PERSON, __name__, section="sell", position=30)
