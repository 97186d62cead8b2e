"""How the audit trail speaks of partners."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "deal.partner_invited": "Invited a partner to a deal",
        "deal.partner_permitted": "Changed the rights of a partner",
        "deal.partner_concealed": "Hid or showed a partner",
        "deal.declined": "Asked to be taken out of a deal",
    }
)
