"""A place for files that speaks FTP (RFC 959, 3659) or, with TLS on both channels, FTPS (RFC 4217, explicit)."""

import ftplib
import io
import posixpath
import ssl
from contextlib import suppress

from app.commerce.malls.drops import LARGEST, address_of
from app.commerce.malls.failing import Refused

PORT = 21


class Ftp:
    """FTP and, with TLS on both channels, FTPS. Binary, passive."""

    def __init__(self, drop):
        port = drop.port or PORT
        if drop.kind == "ftps":
            self.ftp = _SecuredFtp(timeout=drop.timeout, context=_context(drop))
        else:
            self.ftp = ftplib.FTP(timeout=drop.timeout)  # noqa: S321 -- asked for, see the module
        self.ftp.encoding = "utf-8"
        try:
            self.ftp.connect(address_of(drop), port)
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


def _context(drop):
    context = ssl.create_default_context(cadata=drop.authority or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
