"""A mail that came, out of its bytes: who sent it, when, its text, the files that came with it."""

import datetime as dt
import email
import hashlib
import re
from dataclasses import dataclass, field, replace
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from html.parser import HTMLParser

from app.kernel import clock
from app.platform.mail.decoding import decoded, header_text

MOST_PARTS, LONGEST_TEXT = 100, 200_000
_BLOCKS = frozenset(
    "p div br tr table li ul ol h1 h2 h3 h4 h5 h6 hr blockquote section article dt dd".split()
)
_CELLS, _HIDDEN = frozenset(("td", "th")), frozenset(("script", "style", "title"))


_IDS = re.compile(r"<[^<>\s]+>")
_VERDICTS = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*([a-z]+)")
BAD = ("fail", "permerror")
"""Results that speak against a mail."""


@dataclass(frozen=True)
class ReceivedMail:
    """`text` is None when nothing in it can be read. `files`: `[(name, bytes)]`. `before`: the Message-IDs of the mails
    it answers, the first of the thread first. `authors`, `recipients`: `[(name, address)]`, addresses in small letters.
    `verdicts`: `{spf | dkim | dmarc: result}` as servers on the way wrote (RFC 8601); anybody can write a pass there.
    """

    sender: str = ""
    subject: str = ""
    message_id: str = ""
    sent_at: dt.datetime | None = None
    text: str | None = ""
    files: list = field(default_factory=list, repr=False)
    authors: list = field(default_factory=list, repr=False)
    recipients: list = field(default_factory=list, repr=False)
    before: tuple = ()
    verdicts: dict = field(default_factory=dict)

    def __repr__(self):
        """Its size, never what is in it."""
        return f"ReceivedMail({len(self.text or '')} letters, {len(self.files)} files)"


def key_of(message_id, content=b""):
    """The digest by which the same mail is known again."""
    return hashlib.sha256(message_id.encode() if message_id else content).hexdigest()


def heads_of(raw):
    """The ReceivedMail of a mail's headers alone."""
    return _heads(email.message_from_bytes(raw))


def _heads(message):
    own = " ".join(str(message["Message-ID"] or "").split())
    ids = [one for name in ("References", "In-Reply-To") for one in _IDS.findall(str(message[name] or ""))]
    return ReceivedMail(
        sender=parseaddr(header_text(message["From"]))[1].lower(),
        subject=header_text(message["Subject"]),
        message_id=(_IDS.findall(own) or [own])[0],
        sent_at=_sent_at(message["Date"]),
        authors=addresses_in(message, "From"),
        recipients=addresses_in(message, "To", "Cc"),
        before=tuple(dict.fromkeys(ids)),
        verdicts=_verdicts(message),
    )


def _verdicts(message):
    found = {}
    for header in message.get_all("Authentication-Results", []):
        for method, result in _VERDICTS.findall(str(header).lower()):
            if found.get(method) not in BAD:
                found[method] = result
    return found


def addresses_in(message, *names):
    """`[(name, address)]` of headers. They are taken apart as they came: a decoded name may hold a comma, or an @."""
    raw = [str(one) for name in names for one in message.get_all(name, [])]
    found = ((header_text(name), address.strip().lower()) for name, address in getaddresses(raw))
    return [(name, address) for name, address in found if "@" in address]


def letter_of(raw, endings=None):
    """The ReceivedMail of a whole mail. `endings`: only files with one of them are taken, None: all."""
    message = email.message_from_bytes(raw)
    plain, rich, files = [], [], []
    for number, part in enumerate(message.walk()):
        if part.is_multipart() or number >= MOST_PARTS or _is_decoration(part):
            continue
        name = header_text(part.get_filename() or "")
        if name or part.get_content_disposition() == "attachment":
            if endings is None or name.rpartition(".")[2].lower() in endings:
                files.append((name, part.get_payload(decode=True) or b""))
        elif part.get_content_type() == "text/plain":
            plain.append(_text(part))
        elif part.get_content_type() == "text/html":
            rich.append(_text(part))
    return replace(_heads(message), text=_whole(plain, rich), files=files)


def _is_decoration(part):
    """A picture that the HTML shows (a logo under a name), not one that somebody attached."""
    shown = part["Content-ID"] and part.get_content_disposition() != "attachment"
    return bool(shown) and part.get_content_maintype() == "image"


def _whole(plain, rich):
    """The plain text, or the HTML as text where there is no other."""
    if any(one is None for one in plain or rich):
        return None
    text = "\n".join(plain)
    if not text.strip() and rich:
        text = "\n".join(plain_of(one) for one in rich if one)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")[:LONGEST_TEXT]


def _text(part):
    try:
        return decoded(part.get_payload(decode=True) or b"", part.get_content_charset() or "")
    except UnicodeError:
        return None


def _sent_at(value):
    try:
        found = parsedate_to_datetime(value) if value else None
    except (ValueError, TypeError, IndexError):
        return None
    if found is None:
        return None
    try:
        return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(clock.JST)
    except OverflowError:
        return None


class _Plain(HTMLParser):
    """HTML as lines of text: blocks begin a line, cells stand apart by a tab."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self._hidden = [], 0

    def handle_starttag(self, tag, attrs):
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in _BLOCKS:
            self.found.append("\n")
        elif tag in _CELLS:
            self.found.append("\t")

    def handle_endtag(self, tag):
        if tag in _HIDDEN:
            self._hidden = max(self._hidden - 1, 0)
        elif tag in _BLOCKS:
            self.found.append("\n")

    def handle_data(self, data):
        if not self._hidden:
            self.found.append(re.sub(r"\s+", " ", data))


def plain_of(html):
    """HTML as text, line by line."""
    reader = _Plain()
    reader.feed(html)
    reader.close()
    lines = (line.strip() for line in "".join(reader.found).replace("\xa0", " ").split("\n"))
    return "\n".join(line for line in lines if line)
