"""From the outbox to the mail server. The only module that speaks SMTP."""

import re
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formataddr, formatdate
from urllib.parse import unquote, urlsplit

from app.kernel.clock import now
from app.kernel.errors import Permanent, Transient
from app.kernel.events import publish
from app.platform.storage import opened

_settings = {"url": None, "sender": "choba@localhost"}
TIMEOUT = 20
OUR_SIDE = (smtplib.SMTPAuthenticationError, smtplib.SMTPConnectError, smtplib.SMTPHeloError)
"""Refusals that speak of the connection and not of the mail: it waits until the settings are put right."""


_routes = {}
_ADDRESS = re.compile(r"[^\s<>\"',;:()]+@[^\s<>\"',;:()]+")


def use(smtp_url, sender):
    """Start-up: `smtp://user:pass@host:port`, `smtps://…`, or None to keep mails in the outbox (development)."""
    _settings.update(url=smtp_url, sender=sender)


def route(name):
    """Decorator: `f(key) -> url or None` is the mail server of the mails whose `route` is `name:key`."""

    def register(find_url):
        _routes[name] = find_url
        return find_url

    return register


def deliver(mail):
    """Send one outbox row. A refusal marks it failed with the reason; a passing failure raises Transient.

    Publishes `mail.sent` or `mail.refused` (mail).
    """
    if mail.state != "pending":
        return
    url = _url_of(mail)
    if url:
        _hand_over(mail, url)
    if mail.state == "pending":
        mail.state, mail.sent_at, mail.error = "sent", now(), None
    publish("mail.sent" if mail.state == "sent" else "mail.refused", mail=mail)


def _url_of(mail):
    name, _colon, key = mail.route.partition(":")
    return (_routes[name](key) if name in _routes else None) or _settings["url"]


def _hand_over(mail, url):
    try:
        with _server(url) as server:
            server.send_message(_message(mail))
    except smtplib.SMTPRecipientsRefused as refused:
        code, reason = next(iter(refused.recipients.values()))
        _fail_or_retry(mail, code, reason)
    except OUR_SIDE as trouble:
        raise Transient(f"mail server: {_said(mail, trouble.smtp_code, trouble.smtp_error)}") from trouble
    except smtplib.SMTPResponseException as refused:
        _fail_or_retry(mail, refused.smtp_code, refused.smtp_error)
    except (OSError, smtplib.SMTPException) as trouble:
        raise Transient(f"mail server: {trouble}") from trouble


def _fail_or_retry(mail, code, reason):
    said = _said(mail, code, reason)
    if 400 <= code < 500:
        raise Transient(said) from None
    mail.state, mail.error = "failed", said


def _said(mail, code, reason):
    said = f"{code} {reason.decode(errors='replace') if isinstance(reason, bytes) else reason}"
    return without_person(mail, said)


def without_person(mail, said):
    """What a server said about a mail; of a sealed one without address and name, which servers like to repeat."""
    if mail.sealed is None:
        return said
    said, letter = _ADDRESS.sub("…", said), mail.letter
    for word in sorted({letter.to_address.partition("@")[0], *letter.to_name.split()}, key=len, reverse=True):
        if len(word) > 1 or not word.isascii():
            said = re.sub(re.escape(word), "…", said, flags=re.IGNORECASE)
    return said


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
    message, letter = EmailMessage(), mail.letter
    sender = mail.sender or _settings["sender"]
    message["From"] = sender
    message["To"] = formataddr((letter.to_name, letter.to_address))
    message["Subject"] = letter.subject
    message["Date"] = formatdate(mail.created_at.timestamp() if mail.created_at else None, localtime=False)
    # The same id at every attempt: should a worker die between sending and noting it, the reader's server sees a copy.
    message["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2].strip('> ')}>"
    if mail.reply_to:
        message["Reply-To"] = mail.reply_to
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
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
