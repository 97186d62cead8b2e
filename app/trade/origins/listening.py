"""Verbs of the trail."""

from app.platform.audit.sentences import SENTENCES

SENTENCES["deal.opened_from"] = "Opened a deal from an own document"
