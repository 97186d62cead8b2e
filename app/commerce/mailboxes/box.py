"""A mailbox over IMAP4rev1 (RFC 3501), with MOVE (RFC 6851) and UIDPLUS (RFC 4315) where the server has them."""

import base64
import imaplib
import re
import socket
import ssl
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from app.commerce.mailboxes.troubles import MailboxTrouble
from app.commerce.malls.drops import address_of
from app.commerce.malls.failing import Refused

TIMEOUT = 30.0
LARGEST_LITERAL = 64 * 1024 * 1024
_HEAD = "(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (FROM SUBJECT DATE MESSAGE-ID)])"
_UID, _SIZE = re.compile(rb"\bUID (\d+)"), re.compile(rb"\bRFC822\.SIZE (\d+)")


@dataclass(frozen=True)
class Place:
    """How a mailbox is reached. `authority`: a certificate (PEM) the server's must come from, '' for the usual ones."""

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    authority: str = ""
    timeout: float = TIMEOUT


@dataclass(frozen=True)
class Head:
    """A mail before it is fetched: its number in the folder, its size in bytes, the few headers it is chosen by."""

    uid: int
    size: int
    headers: bytes = field(repr=False)


@contextmanager
def opened(place, *, writing=False):
    """The Box, signed in, its folder chosen. Raises MailboxTrouble; the line is closed whatever happens."""
    with _troubles():
        line = _connected(place)
        try:
            _sign_in(line, place)
            yield Box(line, place.folder, writing)
            with suppress(imaplib.IMAP4.error, OSError):
                line.logout()
        finally:
            with suppress(OSError):  # it was closed by signing out
                line.shutdown()


class Box:
    """One folder. `validity` says whether its numbers still mean what they did."""

    def __init__(self, line, folder, writing):
        self._line = line
        status, _count = line.select(_quoted(folder), readonly=not writing)
        if status != "OK":
            raise MailboxTrouble("folder")
        self.validity = int((line.untagged_responses.get("UIDVALIDITY") or [b"0"])[0])

    def since(self, uid, day):
        """Numbers of the mails behind `uid`; from the beginning (0) those of `day` (a date) and later."""
        criteria = f"UID {uid + 1}:*" if uid else f"SINCE {_imap_day(day)}"
        listed = self._command("SEARCH", None, criteria)
        found = sorted({int(one) for line in listed for one in (line or b"").split()})
        return [one for one in found if one > uid]

    def heads(self, uids):
        """The Head of each mail that is still there, by number."""
        if not uids:
            return []
        parts, found = self._command("FETCH", ",".join(map(str, uids)), _HEAD), {}
        for at, part in enumerate(parts):
            if isinstance(part, tuple):
                behind = parts[at + 1] if at + 1 < len(parts) and isinstance(parts[at + 1], bytes) else b""
                said = part[0] + b" " + behind
                uid, size = _UID.search(said), _SIZE.search(said)
                if uid and size:
                    found[int(uid[1])] = Head(int(uid[1]), int(size[1]), part[1])
        return [found[uid] for uid in sorted(found) if uid in set(uids)]

    def content(self, uid):
        """A whole mail as bytes, without marking it as read; None when it is gone."""
        parts = self._command("FETCH", str(uid), "(BODY.PEEK[])")
        return next((part[1] for part in parts if isinstance(part, tuple)), None)

    def mark_read(self, uids):
        """Mark mails as read."""
        self._command("STORE", ",".join(map(str, uids)), "+FLAGS.SILENT", r"(\Seen)")

    def move(self, uids, folder):
        """Move mails to another folder, which is made when there is none."""
        numbers, there = ",".join(map(str, uids)), _quoted(folder)
        moves = "MOVE" in self._line.capabilities
        verb = "MOVE" if moves else "COPY"
        if self._line.uid(verb, numbers, there)[0] != "OK":
            self._line.create(there)
            self._command(verb, numbers, there)
        if not moves:
            self._command("STORE", numbers, "+FLAGS.SILENT", r"(\Deleted)")
            if "UIDPLUS" in self._line.capabilities:  # a plain EXPUNGE would take others' mails along
                self._command("EXPUNGE", numbers)

    def _command(self, *words):
        status, parts = self._line.uid(*words)
        if status != "OK":
            raise MailboxTrouble("refused")
        return parts


class _Line(imaplib.IMAP4):
    """IMAP4 to an address that was checked, with literals no longer than we can hold."""

    def __init__(self, place, address):
        self._place, self._address = place, address
        super().__init__(place.host, place.port, timeout=place.timeout)

    def _create_socket(self, timeout):
        sock = socket.create_connection((self._address, self._place.port), timeout=timeout)
        if self._place.security != "tls":
            return sock
        return _context(self._place).wrap_socket(sock, server_hostname=self._place.host)

    def read(self, size):
        """Read a literal."""
        if size > LARGEST_LITERAL:
            raise self.abort("a literal that is too large")
        return super().read(size)


def _connected(place):
    address = address_of(place)  # whoever sets a mailbox up must not reach our own network through us
    try:
        return _Line(place, address)
    except (ssl.SSLError, TimeoutError):
        raise
    except OSError:
        raise MailboxTrouble("unreachable") from None


def _context(place):
    context = ssl.create_default_context(cadata=place.authority or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _sign_in(line, place):
    if place.security == "starttls":
        if "STARTTLS" not in line.capabilities:
            raise MailboxTrouble("clear")
        line.starttls(_context(place))
    try:
        _string(place.password)
        line.login(_string(place.user), place.password)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeEncodeError):
        raise MailboxTrouble("credentials") from None
    status, listed = line.capability()  # what it can do may differ once one is signed in
    if status == "OK":
        line.capabilities = tuple((listed[-1] or b"").decode("ascii", "replace").upper().split())


@contextmanager
def _troubles():
    """What the library and the line raise becomes ours, without the server's words: they may name people."""
    try:
        yield
    except Refused:
        raise MailboxTrouble("inside") from None
    except ssl.SSLCertVerificationError:
        raise MailboxTrouble("certificate") from None
    except TimeoutError:
        raise MailboxTrouble("slow") from None
    except socket.gaierror:
        raise MailboxTrouble("unreachable") from None
    except (imaplib.IMAP4.abort, OSError):
        raise MailboxTrouble("lost") from None
    except (imaplib.IMAP4.error, UnicodeEncodeError, ValueError):
        raise MailboxTrouble("refused") from None


def _string(text):
    if not text.isprintable():
        raise ValueError("a control character would end the command")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _quoted(folder):
    """A folder's name as the wire has it: modified UTF-7 (RFC 3501 5.1.3), quoted."""
    return _string(wire_name(folder))


def wire_name(folder):
    """`受注` as `&U9dsGA-`: letters outside ASCII in base64 of UTF-16, `&` as `&-`."""

    def packed(found):
        if found[0] == "&":
            return "&-"
        coded = base64.b64encode(found[0].encode("utf-16-be")).decode().rstrip("=")
        return "&" + coded.replace("/", ",") + "-"

    return re.sub(r"&|[^\x20-\x7e]+", packed, folder)


def _imap_day(day):
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{day.day:02}-{months[day.month - 1]}-{day.year}"
