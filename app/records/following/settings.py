"""What followers may choose to hear."""

from app.platform.audit.sentences import say_verbs
from app.platform.notifications import kind

CHANGED = kind("record.changed", "A record I follow was changed", mail=False)
COMMENTED = kind("record.commented", "A comment on a record I follow", mail=False)
say_verbs(
    favourite_added="Gave a record a star",
    favourite_removed="Took a star away",
    follow_began="Began to follow a record",
    follow_ended="Ended following a record",
    recent_cleared="Emptied the list of recently viewed records",
)
