"""Sentences of the trail about notices."""

from app.platform.audit.sentences import say_verbs

say_verbs(
    notice_written="Wrote a file of shipments for a shop",
    notice_handed_over="Fetched a file of shipments",
    notice_thrown_away="Threw a file of shipments away",
)
