"""The screens of account groups."""

from app.masters.partner_groups.record import PARTNER_GROUP
from app.records.pages.views.making import record_pages

bp = record_pages(PARTNER_GROUP, __name__, section="masters", position=15)
