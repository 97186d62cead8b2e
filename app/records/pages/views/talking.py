"""What the views around comments share."""

from flask import request, url_for

from app.kernel.errors import Missing
from app.records.activity.queries import one_comment
from app.records.comments.queries import comments_of, minutes_to_edit
from app.records.following.queries import standing
from app.records.pages.views.entries import entry_of
from app.records.pages.views.happening import rest_of
from app.web.answer import answer, say, wants_fragment
from app.web.finding import find


def minutes(row):
    """How long one may edit one's own comment."""
    return standing(row.id, minutes_to_edit()).further


def one_of(row, comment_id):
    """A comment on the record. Raises Missing."""
    if comment_id is None:
        raise Missing
    return find(comments_of(row.id), comment_id)


def place(row, comment):
    """Address of the record's page at a comment, within the list one came from."""
    at = {"comment": str(comment.id), "_anchor": f"comment-{comment.id}"}
    return url_for(".show", record_id=row.id, **rest_of(request.args), **at)


def warn(outcome):
    """Say who was mentioned and not told, and why."""
    if outcome.unreached:
        names = ", ".join(outcome.unreached)
        say("%(names)s cannot see this record and was not told.", "notice", names=names)
    for words in outcome.unclear:
        say(
            "“%(words)s” fits several colleagues; nobody was told. Write the mail address.",
            "notice",
            words=words,
        )


def changed(kind, row, comment):
    """The comment as it is now, for htmx; the record's page at the comment for a plain form."""
    if not wants_fragment():
        return answer(None, place(row, comment))
    entry = entry_of(kind, one_comment(comment.id), minutes(row))
    return answer("records/pages/comments/update.htmx.html", place(row, comment), kind=kind, row=row, e=entry)
