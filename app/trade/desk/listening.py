"""How the audit trail speaks of deals as a whole."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "deal.opened": "Opened a deal",
        "deal.completed": "Completed a deal",
        "deal.cancelled": "Cancelled a deal",
        "deal.reopened": "Opened a deal again",
        "deal.parented": "Put a deal under another one, or took it out",
        "deal.renamed": "Renamed a deal",
        "deal.numbered": "Gave a deal an in-house number",
    }
)
