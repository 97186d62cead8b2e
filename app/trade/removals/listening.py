"""How the audit trail speaks of removals."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "deal.partner_removed": "Took a partner out of a deal",
        "deal.partner_returned": "Took back the removal of a partner",
        "deal.invitees_taken_over": "Took over the invitees of a disabled organisation",
    }
)
