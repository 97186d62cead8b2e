"""From the outbox to the mail server. The only module that speaks SMTP."""

import smtplib
from email.message import EmailMessage
from email.utils import formataddr, formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from app.kernel.clock import now
from app.kernel.errors import Permanent, Transient
from app.platform.storage import opened

_settings = {"url": None, "sender": "choba@localhost"}
TIMEOUT = 20


def use(smtp_url, sender):
    """Start-up: `smtp://user:pass@host:port`, `smtps://…`, or None to keep mails in the outbox (development)."""
    _settings.update(url=smtp_url, sender=sender)


def deliver(mail):
    """Send one outbox row. A refusal marks it failed with the reason; a passing failure raises Transient."""
    if mail.state != "pending":
        return
    if not _settings["url"]:
        mail.state, mail.sent_at = "sent", now()
        return
    try:
        with _server(_settings["url"]) as server:
            server.send_message(_message(mail))
    except smtplib.SMTPRecipientsRefused as refused:
        code, reason = next(iter(refused.recipients.values()))
        _fail_or_retry(mail, code, reason)
    except smtplib.SMTPResponseException as refused:
        _fail_or_retry(mail, refused.smtp_code, refused.smtp_error)
    except (OSError, smtplib.SMTPException) as trouble:
        raise Transient(f"mail server: {trouble}") from trouble
    else:
        mail.state, mail.sent_at, mail.error = "sent", now(), None


def _fail_or_retry(mail, code, reason):
    said = f"{code} {reason.decode(errors='replace') if isinstance(reason, bytes) else reason}"
    if 400 <= code < 500:
        raise Transient(said)
    mail.state, mail.error = "failed", said


def _server(url):
    parts = urlsplit(url)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    server = kind(parts.hostname, parts.port or (465 if parts.scheme == "smtps" else 25), timeout=TIMEOUT)
    if parts.scheme == "smtp+starttls":
        server.starttls()
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def _message(mail):
    message = EmailMessage()
    message["From"] = _settings["sender"]
    message["To"] = formataddr((mail.to_name, mail.to_address))
    message["Subject"] = mail.subject
    message["Date"] = formatdate(mail.created_at.timestamp() if mail.created_at else None, localtime=False)
    message["Message-ID"] = make_msgid(
        idstring=str(mail.id), domain=_settings["sender"].partition("@")[2].strip(">")
    )
    if mail.reply_to:
        message["Reply-To"] = mail.reply_to
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    for file_id in mail.file_ids:
        _attach(message, file_id)
    return message


def _attach(message, file_id):
    file, content = opened(file_id)
    if file is None:
        raise Permanent(f"attachment {file_id} is gone")
    kind, _, subtype = file.content_type.partition("/")
    with content:
        message.add_attachment(content.read(), maintype=kind, subtype=subtype, filename=file.name)
