"""Sentences of the trail about tracking numbers."""

from app.platform.audit.sentences import say_verbs

say_verbs(
    tracking_taken="Took a file of tracking numbers in", tracking_added="Gave a slip its tracking number"
)
