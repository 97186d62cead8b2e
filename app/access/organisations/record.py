"""Departments as what a field of a record may point to."""

from app.access.organisations.model import Organisation
from app.records.kit.describing import linkable

linkable("organisation", Organisation, "access.organisations")
