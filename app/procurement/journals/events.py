"""The acts of this noun as sentences of the audit trail."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "voucher.generated": "Made the voucher",
        "voucher.reviewed": "Reviewed the voucher",
        "voucher.review_withdrawn": "Withdrew the review of the voucher",
        "journal_export.created": "Exported journals",
        "journal_export.written": "The file of the export was written",
        "journal_export.failed": "The export could not be written",
        "journal_export.locked": "Confirmed that the export was taken in",
        "journal_template.saved": "Saved an arrangement of journal columns",
        "journal_template.deleted": "Deleted an arrangement of journal columns",
        "account_rule.saved": "Decided where purchases are booked",
        "account_rule.deleted": "Deleted a rule for where purchases are booked",
    }
)
