"""Sentences of the trail about who reads cards."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "card_reader.changed": "Chose who reads business cards",
        "card_reader.checked": "Tried the service that reads business cards",
        "card_reader.key_forgotten": "Threw the key of the service that reads business cards away",
    }
)
