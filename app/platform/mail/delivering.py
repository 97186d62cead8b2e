"""From the outbox to the mail server. The only module that speaks SMTP."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formataddr, formatdate
from urllib.parse import unquote, urlsplit

from app.kernel.clock import now
from app.kernel.errors import Permanent, Transient
from app.platform.storage import opened

_settings = {"url": None, "sender": "choba@localhost"}
TIMEOUT = 20
OUR_SIDE = (smtplib.SMTPAuthenticationError, smtplib.SMTPConnectError, smtplib.SMTPHeloError)
"""Refusals that speak of the connection and not of the mail: it waits until the settings are put right."""


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
    except OUR_SIDE as trouble:
        raise Transient(f"mail server: {_said(trouble.smtp_code, trouble.smtp_error)}") from trouble
    except smtplib.SMTPResponseException as refused:
        _fail_or_retry(mail, refused.smtp_code, refused.smtp_error)
    except (OSError, smtplib.SMTPException) as trouble:
        raise Transient(f"mail server: {trouble}") from trouble
    else:
        mail.state, mail.sent_at, mail.error = "sent", now(), None


def _fail_or_retry(mail, code, reason):
    said = _said(code, reason)
    if 400 <= code < 500:
        raise Transient(said)
    mail.state, mail.error = "failed", said


def _said(code, reason):
    return f"{code} {reason.decode(errors='replace') if isinstance(reason, bytes) else reason}"


def _server(url):
    parts = urlsplit(url)
    if parts.scheme == "smtps":
        context = ssl.create_default_context()
        server = smtplib.SMTP_SSL(parts.hostname, parts.port or 465, timeout=TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(parts.hostname, parts.port or 25, timeout=TIMEOUT)
    if parts.scheme == "smtp+starttls":
        server.starttls(context=ssl.create_default_context())
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def _message(mail):
    message = EmailMessage()
    message["From"] = _settings["sender"]
    message["To"] = formataddr((mail.to_name, mail.to_address))
    message["Subject"] = mail.subject
    message["Date"] = formatdate(mail.created_at.timestamp() if mail.created_at else None, localtime=False)
    # The same id at every attempt: should a worker die between sending and noting it, the reader's server sees a copy.
    message["Message-ID"] = f"<{mail.id}@{_settings['sender'].partition('@')[2].strip('>')}>"
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
