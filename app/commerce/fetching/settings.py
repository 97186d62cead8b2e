"""Sentences of the trail about fetching orders."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update({"orders.fetch_asked": "Asked to fetch the orders of a shop"})
