"""How the audit trail speaks of rulebooks."""

from app.platform.audit.sentences import SENTENCES

SENTENCES["trade_rulebook.issued"] = "Issued rules of deals"
