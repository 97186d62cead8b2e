"""How the audit trail speaks of organisations."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "trade_organisation.added": "Added an organisation of deals",
        "trade_organisation.changed": "Changed an organisation of deals",
        "trade_organisation.staffed": "Chose who acts for an organisation",
    }
)
