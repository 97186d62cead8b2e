"""Putting a document before its approvers, and taking it away again, for the packages that own documents."""

from app.approvals.cases.acting import abandon
from app.approvals.cases.submitting import submit

__all__ = ["abandon", "submit"]
