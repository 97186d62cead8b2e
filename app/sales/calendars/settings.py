"""Sentences of the trail about calendars."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "calendar_feed.made": "Made an address for the calendar of plans",
        "calendar_feed.changed": "Changed what the calendar of plans holds",
        "calendar_feed.revoked": "Ended the address for the calendar of plans",
    }
)
