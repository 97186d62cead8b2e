"""A test mail to oneself."""

from flask import Blueprint

from app.commerce.channels.model import Channel
from app.commerce.mails.forms import TemplateForm
from app.commerce.mails.queries import slip_of_number
from app.commerce.mails.sending import sender_of
from app.commerce.mails.writing import compose_written, send_to_oneself
from app.commerce.permissions import MAIL_EDIT
from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.web.answer import page, say
from app.web.guards import requires

bp = Blueprint("mail_trials", __name__, url_prefix="/mail-templates/trials")


@bp.post("")
@requires(MAIL_EDIT)
def create():
    """Send the text, made for a real order, to one's own address alone."""
    form = TemplateForm()
    slip = slip_of_number(form.number.data or "")
    if slip is None:
        raise Rejected("There is no order with this number.", "number")
    body = (form.body.data or "").replace("\r\n", "\n")
    made = compose_written(slip.id, form.kind.data, form.subject.data or "", body, preview=True)
    channel = session.get_one(Channel, (slip.tenant_id, slip.channel_id))
    if not channel.mail_from:
        raise Rejected("The shop has no sender address yet. Enter it in the shop's record.")
    send_to_oneself(made, channel, context.actor().email, sender_of(channel))
    say("A test mail is on its way to %(address)s.", address=context.actor().email)
    return page("commerce/mails/templates/trial.html", "commerce/mails/templates/_trial.html")
