"""Who hears of a case: those who must decide, and the applicant of the result."""

from app.platform.notifications import kind, notify

WAITING = kind("approval.waiting", "A document waits for my approval")
DECIDED = kind("approval.decided", "My document was approved, rejected or sent back")
RESULTS = {
    "approved": "“%(title)s” has been approved.",
    "rejected": "“%(title)s” has been rejected.",
    "returned": "“%(title)s” has been sent back to you. Please read the comment.",
}


def ask(case, user_ids, applicant_name):
    """Tell those whose turn it is."""
    message = "%(applicant)s asks for your approval of “%(title)s”."
    _tell(case, user_ids, WAITING, message, applicant=applicant_name, title=case.title)


def tell_result(case, result):
    """Tell the applicant that the case was approved, rejected or returned."""
    _tell(case, [case.applicant_id], DECIDED, RESULTS[result], title=case.title)


def call_off(case, user_ids):
    """Tell those who had it before them that nothing is left to do."""
    _tell(case, user_ids, WAITING, "“%(title)s” was taken back by the applicant.", title=case.title)


def _tell(case, user_ids, what, message, **values):
    notify(user_ids, what, message, f"/approvals/{case.id}", subject_id=case.id, **values)
