"""Files handed over on somebody's server, by FTP, FTPS (RFC 4217, explicit) or SFTP.

A file appears under its name only when it is whole: it is sent under a temporary name and then renamed. An SFTP
server is known by its key, agreed on beforehand; another key is refused before any password is sent. FTP without TLS
exists because some warehouses have nothing else; whoever sets it up is told that everything is readable on the way.
"""

import ftplib
import re
import secrets
import socket
import ssl
from contextlib import contextmanager, suppress

import paramiko
import structlog

from app.commerce.malls.accounts import Checked
from app.commerce.malls.drops import Drop
from app.commerce.malls.failing import Refused, Unauthorised, Unavailable
from app.commerce.malls.over_ftp import Ftp
from app.commerce.malls.over_sftp import Sftp, fingerprint_of, transport_to
from app.kernel.i18n import _

log = structlog.get_logger()
_PLAIN = re.compile(r"[^/\\\x00-\x1f]{1,200}")


def put(drop: Drop, name, content):
    """Hand a file over: whole under `name`, or not at all. Replaces an older one of that name."""
    name, beginning = _name(name), f".{secrets.token_hex(8)}.part"
    with _opened(drop, "put") as place:
        try:
            place.write(beginning, content)
            place.rename(beginning, name)
        except BaseException:
            with suppress(Exception):
                place.remove(beginning)
            raise
    log.info("file handed over", kind=drop.kind, host=drop.host, size=len(content))


def names(drop: Drop):
    """The files that lie there, sorted; none that is still being written by `put`."""
    with _opened(drop, "list") as place:
        return sorted(one for one in place.names() if not (one.startswith(".") and one.endswith(".part")))


def fetch(drop: Drop, name):
    """The bytes of a file. Raises Refused when it is not there, or larger than 100 MB."""
    with _opened(drop, "fetch") as place:
        return place.read(_name(name))


def remove(drop: Drop, name):
    """Take a file away, such as one that was fetched and kept."""
    with _opened(drop, "remove") as place:
        place.remove(_name(name))


def check(drop: Drop):
    """Try the connection: Checked. Reads the folder and writes nothing."""
    try:
        names(drop)
    except (Refused, Unavailable) as trouble:
        return Checked(False, trouble.sentence)
    return Checked(True, _("The connection works."))


def fingerprint(drop: Drop):
    """The fingerprint an SFTP server shows now, for somebody to compare before agreeing on it. Sends no password."""
    with _troubles("key"):
        transport = transport_to(drop)
        try:
            transport.start_client(timeout=drop.timeout)
            return fingerprint_of(transport.get_remote_server_key())
        finally:
            transport.close()


@contextmanager
def _opened(drop, operation):
    """The place, entered; troubles of both protocols become ours, without what a server said (it may name people)."""
    with _troubles(operation):
        place = {"ftp": Ftp, "ftps": Ftp, "sftp": Sftp}[drop.kind](drop)
        try:
            yield place
        finally:
            place.close()


@contextmanager
def _troubles(operation):
    try:
        yield
    except paramiko.AuthenticationException:
        raise Unauthorised("credentials", operation) from None
    except ftplib.error_perm as trouble:
        code = str(trouble)[:3]
        if code in ("530", "532"):
            raise Unauthorised("credentials", operation, code=code) from None
        raise Refused("refused", operation, code=code) from None
    except (FileNotFoundError, PermissionError) as trouble:
        code = "missing" if isinstance(trouble, FileNotFoundError) else "permission"
        raise Refused("refused", operation, code=code) from None
    except socket.gaierror:
        raise Unavailable("unreachable", operation) from None
    except ssl.SSLCertVerificationError:
        raise Refused("other host", operation) from None
    except TimeoutError:
        raise Unavailable("slow", operation, sure=False) from None
    except (OSError, EOFError, ftplib.Error, paramiko.SSHException) as trouble:
        raise Unavailable("unreachable", operation, code=type(trouble).__name__, sure=False) from None


def _name(name):
    """A plain file name. Raises Refused for anything that would lead elsewhere or break a command."""
    if not _PLAIN.fullmatch(name) or name in (".", ".."):
        raise Refused("refused", "name", code="name")
    return name
