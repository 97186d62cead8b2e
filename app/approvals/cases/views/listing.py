"""The three lists of the inbox, a page at a time."""

from app.approvals.cases.model import ApprovalAssignment, ApprovalCase
from app.approvals.cases.queries import decided_by, people_asked, submitted_by, waiting_for
from app.web.paging import paged

TABS = ("waiting", "mine", "done")


def listed(tab, user_id, token=None):
    """A page of rows for the tab `waiting` (oldest first), `mine` or `done` (newest first)."""
    if tab == "mine":
        moment, key, found = ApprovalCase.submitted_at, ApprovalCase.id, submitted_by(user_id)
    elif tab == "done":
        moment, key, found = ApprovalAssignment.acted_at, ApprovalAssignment.id, decided_by(user_id)
    else:
        moment, key, found = ApprovalAssignment.opened_at, ApprovalAssignment.id, waiting_for(user_id)
    return paged(found, moment, key, descending=tab != "waiting", token=token)


def asked(tab, rows):
    """`{case id: [name, …]}` of those whose decision the applicant waits for; only the tab `mine` shows them."""
    return people_asked([row.case_id for row in rows]) if tab == "mine" else {}
