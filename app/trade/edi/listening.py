"""How the audit trail speaks of EDI files."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "edi_file.received": "Received an EDI file",
        "edi_file.taken": "Took in an EDI file",
        "edi_file.dropped": "Left out an EDI file",
        "edi_party.bound": "Said which organisation a party of EDI files is",
    }
)
