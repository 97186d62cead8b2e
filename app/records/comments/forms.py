"""What is typed into a comment."""

from wtforms import HiddenField, TextAreaField

from app.kernel.i18n import _l
from app.web.forms import Form


class CommentForm(Form):
    """Words, and the id of the comment they answer. The verb checks both."""

    body = TextAreaField(_l("Comment"))
    reply_to = HiddenField()
