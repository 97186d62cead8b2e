"""The acts of this package as sentences of the audit trail."""

from app.platform.audit.sentences import say_verbs

say_verbs(
    approval_submitted="Submitted for approval",
    approval_resubmitted="Submitted for approval again",
    approval_approved="Approved a document",
    approval_auto_approved="Approved automatically",
    approval_skipped="Skipped an approval step",
    approval_rejected="Rejected a document",
    approval_returned="Sent a document back",
    approval_pulled_back="Pulled a document back",
    approval_withdrawn="Withdrew a document from approval",
    approval_route_designed="Made an approval route",
    approval_route_revised="Revised an approval route",
    approval_route_retired="Retired an approval route",
)
