"""Writing to the outbox."""

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
    session.add(mail)
    jobs.after_commit("platform.mail.deliver", subject_id=mail.id, mail_id=mail.id)
    return mail
