"""Sentences of the trail about connections."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "connection.changed": "Changed the connection to a shop",
        "connection.secrets_kept": "Entered credentials of a shop",
        "connection.secrets_forgotten": "Threw the credentials of a shop away",
        "connection.checked": "Tried the connection to a shop",
    }
)
