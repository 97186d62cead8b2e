"""What is chosen when a partner is taken out."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from app.kernel.i18n import _l
from app.web.forms import Form


class RemovalForm(Form):
    """What becomes of documents and invitees. Both are always asked: the question tells nothing."""

    documents = RadioField(
        _l("Documents it made"),
        [InputRequired()],
        choices=[
            ("transfer", _l("Make me the author of what was sent; drafts are deleted")),
            ("delete", _l("Delete all of them; a mark stays in the history")),
        ],
    )
    invitees = RadioField(
        _l("Partners it invited"),
        [InputRequired()],
        choices=[
            ("adopt", _l("Take them over: I become their inviter")),
            ("remove", _l("Take them out too (only while nothing was sent)")),
        ],
        default="adopt",
    )
