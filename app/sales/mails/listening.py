"""The block of an activity that was a mail: the other ones of its thread."""

from app.kernel.db import session
from app.kernel.i18n import _l
from app.records.kit.blocks import add_block
from app.records.kit.holding import hold
from app.sales.mails.model import IncomingMail
from app.sales.mails.proposing import thread_of
from app.sales.mails.queries import made_of

SHOWN = 30


def thread(activity):
    """The activities of its thread, the newest first; nothing for one that stands alone."""
    mail = made_of(activity.id) if activity.kind == "mail" else None
    if mail is None:
        return None
    others = session.scalars(thread_of(mail.thread_key).limit(SHOWN)).all()
    return ("sales/mails/_thread.html", {"others": others, "here": activity.id}) if len(others) > 1 else None


add_block("activity", thread)

for _name in ("partner", "person"):
    hold([_name], "mails", _l("Mails that came in"), IncomingMail, f"{_name}_id")
