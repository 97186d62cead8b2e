"""A mail out of its bytes: who sent it, when, its text, the files that came with it."""

import datetime as dt
import email
import hashlib
import re
from dataclasses import dataclass, field
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser

from app.commerce.mailboxes.decoding import decoded, header_text
from app.kernel import clock

DATA = ("csv", "tsv", "txt", "xlsx")
"""Endings of files that order data comes in; others (pictures, signatures) are left alone."""
MOST_PARTS, LONGEST_TEXT = 100, 200_000
_BLOCKS = frozenset(
    "p div br tr table li ul ol h1 h2 h3 h4 h5 h6 hr blockquote section article dt dd".split()
)
_CELLS, _HIDDEN = frozenset(("td", "th")), frozenset(("script", "style", "title"))


@dataclass(frozen=True)
class Letter:
    """`text` is None when nothing in it can be read. `files`: `[(name, bytes)]` of order data."""

    sender: str = ""
    subject: str = ""
    message_id: str = ""
    sent_at: dt.datetime | None = None
    text: str | None = ""
    files: list = field(default_factory=list, repr=False)

    def __repr__(self):
        """Its size, never what is in it."""
        return f"Letter({len(self.text or '')} letters, {len(self.files)} files)"


def key_of(message_id, content=b""):
    """The digest by which the same mail is known again."""
    return hashlib.sha256(message_id.encode() if message_id else content).hexdigest()


def heads_of(raw):
    """The Letter of a mail's headers alone."""
    message = email.message_from_bytes(raw)
    return Letter(
        sender=parseaddr(header_text(message["From"]))[1].lower(),
        subject=header_text(message["Subject"]),
        message_id=" ".join(str(message["Message-ID"] or "").split()),
        sent_at=_sent_at(message["Date"]),
    )


def letter_of(raw):
    """The Letter of a whole mail."""
    message, heads = email.message_from_bytes(raw), heads_of(raw)
    plain, rich, files = [], [], []
    for number, part in enumerate(message.walk()):
        if part.is_multipart() or number >= MOST_PARTS:
            continue
        name = header_text(part.get_filename() or "")
        if name or part.get_content_disposition() == "attachment":
            if name.rpartition(".")[2].lower() in DATA:
                files.append((name, part.get_payload(decode=True) or b""))
        elif part.get_content_type() == "text/plain":
            plain.append(_text(part))
        elif part.get_content_type() == "text/html":
            rich.append(_text(part))
    return Letter(heads.sender, heads.subject, heads.message_id, heads.sent_at, _whole(plain, rich), files)


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
