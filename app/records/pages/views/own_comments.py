"""One's own comment: other words while it is young, or none."""

from app.records.comments import operations
from app.records.comments.forms import CommentForm
from app.records.comments.queries import own_comments_of
from app.records.kit.queries import every
from app.records.pages.views.talking import changed, warn
from app.web.answer import page
from app.web.finding import find


def edit_comment(kind, record_id, comment_id):
    """One's own words, to be changed."""
    row = find(every(kind), record_id)
    comment = find(own_comments_of(row.id), comment_id)
    return _edit_page(kind, row, comment, CommentForm(formdata=None, body=comment.body))


def _edit_page(kind, row, comment, form, status=200):
    template, fragment = "records/pages/comments/edit.html", "records/pages/comments/_edit.html"
    return page(template, fragment, status, kind=kind, row=row, comment=comment, form=form)


def update_comment(kind, record_id, comment_id):
    """Put the new words in their place."""
    row, form = find(every(kind), record_id), CommentForm()
    comment = find(own_comments_of(row.id), comment_id)
    with form.absorbing():
        form.validate()
        outcome = operations.rewrite(kind, row, comment, form.body.data or "")
    if form.errors:
        return _edit_page(kind, row, comment, form, status=422)
    warn(outcome)
    return changed(kind, row, comment)


def delete_comment(kind, record_id, comment_id):
    """Take it back; 「削除されました」 stays in its place."""
    row = find(every(kind), record_id)
    comment = find(own_comments_of(row.id), comment_id)
    operations.withdraw(kind, row, comment)
    return changed(kind, row, comment)
