"""Sentences of the trail about registries."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "registry_key.kept": "Entered the key of a registry of companies",
        "registry_key.forgotten": "Threw the key of a registry of companies away",
    }
)
