"""How the audit trail speaks of documents of deals."""

from app.platform.audit.sentences import SENTENCES
from app.trade.documents import stranding  # noqa: F401 -- it subscribes

SENTENCES.update(
    {
        "deal.document_created": "Began a document of a deal",
        "deal.document_saved": "Changed a document of a deal",
        "deal.document_sent": "Sent a document of a deal",
        "deal.document_withdrawn": "Withdrew a document of a deal",
        "deal.document_deleted": "Deleted a document of a deal",
        "deal.document_restricted": "Chose who reads a document of a deal",
        "deal.file_attached": "Put a file on a document of a deal",
        "deal.file_removed": "Took a file off a document of a deal",
        "deal.file_infected": "The virus check found something in a file of a deal",
        "deal.document_opened": "Opened a document of a deal to all who may read its kind",
    }
)
