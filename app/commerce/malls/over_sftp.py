"""A place for files that speaks SFTP (version 3, with OpenSSH's posix-rename where it is known), known by its key."""

import base64
import hashlib
import io
import logging
import socket
from contextlib import suppress

import paramiko

from app.commerce.malls.drops import LARGEST, address_of
from app.commerce.malls.failing import Refused, Unauthorised

PORT = 22
logging.getLogger("paramiko").setLevel(logging.ERROR)  # it would log who failed to sign in


class Sftp:
    """A connection that was let in; every name is relative to the folder."""

    def __init__(self, drop):
        self.transport = transport_to(drop)
        try:
            self.transport.start_client(timeout=drop.timeout)
            shown = fingerprint_of(self.transport.get_remote_server_key())
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


def transport_to(drop):
    """A transport over a socket of our own, so that connecting ends in time."""
    connection = socket.create_connection((address_of(drop), drop.port or PORT), timeout=drop.timeout)
    try:
        transport = paramiko.Transport(connection)
    except BaseException:
        connection.close()
        raise
    transport.banner_timeout = transport.auth_timeout = transport.handshake_timeout = drop.timeout
    return transport


def _private(drop):
    for kind in (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey):
        with suppress(paramiko.SSHException, ValueError):
            return kind.from_private_key(io.StringIO(drop.private_key), password=drop.password or None)
    raise Unauthorised("credentials", "connect", code="private key")


def fingerprint_of(key):
    """As OpenSSH shows it."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(key.asbytes()).digest()).decode().rstrip("=")


def _is_folder(entry):
    return bool(entry.st_mode) and (entry.st_mode & 0o170000) == 0o040000
