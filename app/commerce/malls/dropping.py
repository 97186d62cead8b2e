"""Files handed over on somebody's server, by FTP, FTPS (RFC 4217, explicit) or SFTP.

A file appears under its name only when it is whole: it is sent under a temporary name and then renamed. An SFTP
server is known by its key, agreed on beforehand; another key is refused before any password is sent. FTP without TLS
exists because some warehouses have nothing else; whoever sets it up is told that everything is readable on the way.
"""

import base64
import ftplib
import hashlib
import io
import ipaddress
import logging
import posixpath
import re
import secrets
import socket
import ssl
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import paramiko
import structlog

from app.commerce.malls.accounts import Checked
from app.commerce.malls.failing import Refused, Unauthorised, Unavailable
from app.kernel.i18n import _
from app.platform.webhooks.sending import may_call_loopback, outside

log = structlog.get_logger()
logging.getLogger("paramiko").setLevel(logging.ERROR)  # it would log who failed to sign in
PORTS = {"ftp": 21, "ftps": 21, "sftp": 22}
TIMEOUT = 30.0
LARGEST = 100 * 1024 * 1024
_PLAIN = re.compile(r"[^/\\\x00-\x1f]{1,200}")


@dataclass(frozen=True)
class Drop:
    """Where files are handed over. `kind` is ftp, ftps or sftp; `folder` is where they lie.

    `host_key` is the fingerprint an SFTP server must have, `SHA256:…` as `ssh-keygen -l` shows it (several apart by
    spaces while a key is being changed). `private_key` (OpenSSH or PEM) instead of the password, its passphrase is
    the `password` then. `authority` is a certificate (PEM) that an FTPS server's must come from, blank for the usual
    ones.
    """

    kind: str
    host: str
    user: str
    password: str = field(default="", repr=False)
    port: int = 0
    folder: str = "."
    host_key: str = ""
    private_key: str = field(default="", repr=False)
    authority: str = ""
    timeout: float = TIMEOUT


def put(drop, name, content):
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


def names(drop):
    """The files that lie there, sorted; none that is still being written by `put`."""
    with _opened(drop, "list") as place:
        return sorted(one for one in place.names() if not (one.startswith(".") and one.endswith(".part")))


def fetch(drop, name):
    """The bytes of a file. Raises Refused when it is not there, or larger than 100 MB."""
    with _opened(drop, "fetch") as place:
        return place.read(_name(name))


def remove(drop, name):
    """Take a file away, such as one that was fetched and kept."""
    with _opened(drop, "remove") as place:
        place.remove(_name(name))


def check(drop):
    """Try the connection: Checked. Reads the folder and writes nothing."""
    try:
        names(drop)
    except (Refused, Unavailable) as trouble:
        return Checked(False, trouble.sentence)
    return Checked(True, _("The connection works."))


def fingerprint(drop):
    """The fingerprint an SFTP server shows now, for somebody to compare before agreeing on it. Sends no password."""
    with _troubles("key"):
        transport = _transport(drop)
        try:
            transport.start_client(timeout=drop.timeout)
            return _fingerprint(transport.get_remote_server_key())
        finally:
            transport.close()


@contextmanager
def _opened(drop, operation):
    """The place, entered; troubles of both protocols become ours, without what a server said (it may name people)."""
    with _troubles(operation):
        place = {"ftp": _Ftp, "ftps": _Ftp, "sftp": _Sftp}[drop.kind](drop)
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


class _Ftp:
    """FTP and, with TLS on both channels, FTPS. Binary, passive."""

    def __init__(self, drop):
        port = drop.port or PORTS[drop.kind]
        if drop.kind == "ftps":
            self.ftp = _SecuredFtp(timeout=drop.timeout, context=_context(drop))
        else:
            self.ftp = ftplib.FTP(timeout=drop.timeout)  # noqa: S321 -- asked for, see the module
        self.ftp.encoding = "utf-8"
        try:
            self.ftp.connect(_address(drop), port)
            self.ftp.host = drop.host  # whom the certificate must name
            self.ftp.login(drop.user, drop.password)
            if drop.kind == "ftps":
                self.ftp.prot_p()
            self.ftp.cwd(drop.folder)
        except BaseException:
            self.ftp.close()
            raise

    def write(self, name, content):
        self.ftp.storbinary(f"STOR {name}", io.BytesIO(content))

    def rename(self, name, to):
        self.ftp.rename(name, to)

    def names(self):
        try:
            return [name for name, facts in self.ftp.mlsd(facts=["type"]) if facts.get("type") == "file"]
        except ftplib.error_perm as trouble:
            if str(trouble)[:3] not in ("500", "501", "502", "504"):
                raise
            return [posixpath.basename(one) for one in self.ftp.nlst()]  # a server of before RFC 3659

    def read(self, name):
        content = bytearray()

        def take(piece):
            content.extend(piece)
            if len(content) > LARGEST:
                raise Refused("refused", "fetch", code="too large")

        self.ftp.retrbinary(f"RETR {name}", take)
        return bytes(content)

    def remove(self, name):
        self.ftp.delete(name)

    def close(self):
        with suppress(*ftplib.all_errors):
            self.ftp.quit()
        self.ftp.close()


class _SecuredFtp(ftplib.FTP_TLS):
    """Many servers want the session of the control channel again on each data channel; ftplib begins a new one."""

    def ntransfercmd(self, cmd, rest=None):
        connection, size = super(ftplib.FTP_TLS, self).ntransfercmd(cmd, rest)
        if self._prot_p:
            connection = self.context.wrap_socket(
                connection, server_hostname=self.host, session=self.sock.session
            )
        return connection, size


class _Sftp:
    def __init__(self, drop):
        self.transport = _transport(drop)
        try:
            self.transport.start_client(timeout=drop.timeout)
            shown = _fingerprint(self.transport.get_remote_server_key())
            if shown not in drop.host_key.split():
                raise Refused("other host", "connect")
            if drop.private_key:
                self.transport.auth_publickey(drop.user, _private(drop))
            else:
                self.transport.auth_password(drop.user, drop.password)
            self.sftp = paramiko.SFTPClient.from_transport(self.transport)
            self.sftp.get_channel().settimeout(drop.timeout)
            self.sftp.chdir(drop.folder)
        except BaseException:
            self.transport.close()
            raise

    def write(self, name, content):
        self.sftp.putfo(io.BytesIO(content), name, file_size=len(content), confirm=True)

    def rename(self, name, to):
        try:
            self.sftp.posix_rename(name, to)
        except OSError:  # a server without OpenSSH's extension: plain rename does not replace
            with suppress(OSError):
                self.sftp.remove(to)
            self.sftp.rename(name, to)

    def names(self):
        return [one.filename for one in self.sftp.listdir_attr() if not _is_folder(one)]

    def read(self, name):
        if (self.sftp.stat(name).st_size or 0) > LARGEST:
            raise Refused("refused", "fetch", code="too large")
        with self.sftp.open(name, "rb") as file:
            return file.read(LARGEST + 1)

    def remove(self, name):
        self.sftp.remove(name)

    def close(self):
        with suppress(Exception):
            self.sftp.close()
        self.transport.close()


def _transport(drop):
    """A transport over a socket of our own, so that connecting ends in time."""
    connection = socket.create_connection((_address(drop), drop.port or PORTS["sftp"]), timeout=drop.timeout)
    try:
        transport = paramiko.Transport(connection)
    except BaseException:
        connection.close()
        raise
    transport.banner_timeout = transport.auth_timeout = transport.handshake_timeout = drop.timeout
    return transport


def _address(drop):
    """The address to connect to. Raises Refused when the name leads anywhere inside (see webhooks.sending)."""
    found = [one[4][0] for one in socket.getaddrinfo(drop.host, None, type=socket.SOCK_STREAM)]
    for one in found:
        own = ipaddress.ip_address(one.partition("%")[0]).is_loopback and may_call_loopback()
        if not (own or outside(one)):
            raise Refused("inside", "connect")
    return found[0]


def _private(drop):
    for kind in (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey):
        with suppress(paramiko.SSHException, ValueError):
            return kind.from_private_key(io.StringIO(drop.private_key), password=drop.password or None)
    raise Unauthorised("credentials", "connect", code="private key")


def _fingerprint(key):
    """As OpenSSH shows it."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(key.asbytes()).digest()).decode().rstrip("=")


def _context(drop):
    context = ssl.create_default_context(cadata=drop.authority or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _is_folder(entry):
    return bool(entry.st_mode) and (entry.st_mode & 0o170000) == 0o040000


def _name(name):
    """A plain file name. Raises Refused for anything that would lead elsewhere or break a command."""
    if not _PLAIN.fullmatch(name) or name in (".", ".."):
        raise Refused("refused", "name", code="name")
    return name
