"""A mail becomes orders: its files go the way of dropped files, its text is read by a pattern; or it waits."""

import datetime as dt
import io
import uuid

from app.commerce.intake import arriving, looking, running
from app.commerce.intake.opening import options_for
from app.commerce.intake.queries import files_of
from app.commerce.intake.settings import KEEP_DAYS
from app.commerce.intake.taking import take
from app.commerce.mailboxes.model import OrderLetter
from app.commerce.mailboxes.patterns import patterns_for, read_by
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import translate
from app.platform import jobs
from app.platform.audit import record
from app.platform.settings import value_of


def noted(mailbox, validity, head, key, letter=None):
    """A new OrderLetter of a mailbox; its content is sealed, and deleted with the files of order intake."""
    made = OrderLetter(
        mailbox_id=mailbox.id, message_key=key, validity=validity, uid=head.uid, size=head.size, state="waiting",
        reason="", numbers=[],
    )  # fmt: skip
    if letter is not None:
        made.sent_at = letter.sent_at
        made.content = {"from": letter.sender, "subject": letter.subject, "text": letter.text or ""}
    session.add(made)
    session.flush()
    until = clock.now() + dt.timedelta(days=max(value_of(KEEP_DAYS), 1))
    jobs.at(until, "commerce.mailboxes.forget_letter", subject_id=made.id, letter_id=made.id)
    return made


def read(kept, letter, mailbox, channel):
    """Make orders of a ReceivedMail, or note in the OrderLetter why it waits."""
    if letter.files:
        _by_files(kept, letter.files, channel)
    elif letter.text is None:
        kept.reason = translate("The letters of this mail cannot be read: its encoding is not known.")
    else:
        read_text(kept, letter.text, mailbox, channel)


def read_text(kept, text, mailbox, channel):
    """Read a text by the patterns of its mailbox."""
    outcome = read_by(patterns_for(mailbox, channel.kind), text, kept.sent_at, options_for(channel))
    if outcome is None:
        kept.reason = translate("There is no pattern for texts of mails yet. Make one from this mail.")
    elif outcome.order is None:
        kept.reason = outcome.reason
    else:
        _take(kept, outcome.order, channel)


def _take(kept, order, channel):
    taken = take(channel, [order])
    kept.reason = "\n".join(taken.refused.values())
    kept.numbers = [order.number]
    kept.state = "waiting" if taken.refused else "done"
    record(
        "order_letter.taken", kept, label=order.number,
        new=len(taken.new), changed=len(taken.changed), refused=len(taken.refused),
    )  # fmt: skip


def _by_files(kept, files, channel):
    """Order files of a mail, as if somebody had dropped them: what is clear goes in, the rest waits as a draft."""
    try:
        intake = arriving.receive([(io.BytesIO(content), name) for name, content in files])
    except Rejected as refusal:
        kept.reason = str(refusal)
        return
    kept.intake_id = intake.id
    for file in files_of([intake.id])[intake.id]:
        if file.state == "ready" and file.channel_id is None and file.format and file.format != "own":
            arriving.settle(intake, file, file.format, channel)
    looking.look(intake)
    present = files_of([intake.id])[intake.id]
    by_id = {file.id: file for file in present}
    troubles = [(file.name, trouble) for file in present if (trouble := arriving.trouble_of(file, by_id))]
    if troubles:
        kept.reason = "\n".join(f"{name}: {translate(str(trouble))}" for name, trouble in troubles)
        return
    running.start(intake)
    kept.state = "done"
    record(
        "order_letter.taken", kept, label=", ".join(file.name for file in present)[:200], files=len(present)
    )


def forget_letter(letter_id):
    """Let what a mail says of persons go; that it was looked at stays known."""
    kept = session.get(OrderLetter, (context.tenant_id(), uuid.UUID(str(letter_id))))
    if kept is not None:
        kept.content, kept.reason = None, ""
