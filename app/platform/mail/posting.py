"""Writing to the outbox."""

from dataclasses import asdict, replace

from app.kernel.db import session
from app.platform import jobs
from app.platform.mail.model import Mail
from app.platform.mail.rendering import render


def send(to, template, *, to_name="", locale="ja", subject_id=None, reply_to=None, file_ids=(), **values):
    """Queue one mail made from `template` (`procurement/mails/rfq_sent`) and return its row.

    It leaves after the commit, is tried again while the mail server is away, and shows its reason when refused.
    `file_ids`: stored files to attach. `subject_id`: the record the mail is about (its history shows the mail).
    """
    subject, text, html = render(template, locale, to_name=to_name, **values)
    mail = Mail(
        to_address=to,
        to_name=to_name,
        subject=" ".join(subject.split()),
        text=text,
        html=html,
        reply_to=reply_to,
        file_ids=[str(one) for one in file_ids],
        kind=template,
        subject_id=subject_id,
        state="pending",
    )
    return _queued(mail)


def send_sealed(letter, *, sender="", route="", reply_to=None, kind="", subject_id=None):
    """Queue a Letter to a customer: nothing of it stands in the outbox in clear. Returns the row.

    `sender` and `route` as in `Mail`. It leaves and is tried again like any other mail.
    """
    mail = Mail(
        to_address="",
        subject="",
        text="",
        sealed=asdict(replace(letter, subject=" ".join(letter.subject.split()))),
        sender=sender,
        route=route,
        reply_to=reply_to,
        kind=kind,
        subject_id=subject_id,
        state="pending",
    )
    return _queued(mail)


def _queued(mail):
    session.add(mail)
    jobs.after_commit("platform.mail.deliver", subject_id=mail.id, mail_id=mail.id)
    return mail
