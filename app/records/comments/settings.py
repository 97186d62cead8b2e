"""What a tenant and its people may choose about comments."""

from app.platform.audit.sentences import say_verbs
from app.platform.notifications import kind
from app.platform.settings import setting

MENTIONED = kind("comment.mentioned", "A colleague mentions me in a comment")
REPLIED = kind("comment.replied", "Somebody answers my comment")
EDIT_MINUTES = setting(
    "records.comment_edit_minutes",
    "Minutes in which one may edit a comment",
    15,
    help="0: a comment can only be deleted.",
)
say_verbs(
    comment_added="Commented on a record",
    comment_edited="Edited a comment",
    comment_deleted="Deleted a comment",
    comment_liked="Liked a comment",
    comment_unliked="Took a like back",
)
