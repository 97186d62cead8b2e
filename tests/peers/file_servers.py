"""File servers on loopback: FTP and FTPS by pyftpdlib, SFTP by paramiko's server side over a folder.

pyftpdlib follows RFC 959, 3659 and 4217; SFTP is version 3 (draft-ietf-secsh-filexfer-02) with OpenSSH's posix-
rename, which can be left out.
"""

import datetime
import ipaddress
import os
import socket
import threading
import warnings
from pathlib import Path

import paramiko
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler
    from pyftpdlib.servers import FTPServer

USER, PASSWORD = "chobaya", "drop-password"


class Ftp:
    """`with Ftp(folder) as server: server.port`; `secured=True`: only TLS, signed by `server.authority`."""

    def __init__(self, folder, secured=False):
        self.stored, authorizer = [], DummyAuthorizer()
        authorizer.add_user(USER, PASSWORD, str(folder), perm="elradfmw")
        base = TLS_FTPHandler if secured else FTPHandler
        handler = type("Handler", (base,), {"authorizer": authorizer, "on_file_received": self._received})
        handler.auth_failed_timeout = 0.05
        self.authority = ""
        if secured:
            path, self.authority = certificate(folder.parent)
            handler.certfile, handler.tls_control_required, handler.tls_data_required = str(path), True, True
        self.server = FTPServer(("127.0.0.1", 0), handler)
        self.port = self.server.address[1]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.going = True

    def _received(self, *words):
        self.stored.append(Path(words[-1]).name)

    def _serve(self):
        while self.going:
            self.server.ioloop.loop(timeout=0.05, blocking=False)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.going = False
        self.thread.join(5)
        self.server.close_all()


def certificate(folder):
    """A self-signed certificate for 127.0.0.1: the file with its key, and its text."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    text = made.public_bytes(Encoding.PEM).decode()
    path = folder / "certificate.pem"
    path.write_text(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode() + text)
    return path, text


class Sftp:
    """`with Sftp(folder) as server: server.port`; `posix=False` is a server that does not replace when renaming."""

    def __init__(self, folder, posix=True, silent=False):
        self.folder, self.posix, self.silent, self.key = (
            Path(folder),
            posix,
            silent,
            paramiko.RSAKey.generate(2048),
        )
        self.keys, self.passwords, self.renamed, self.open = [], [], [], []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def __enter__(self):
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.socket.close()
        for one in self.open:
            one.close()

    def _serve(self):
        while True:
            try:
                connection, _address = self.socket.accept()
            except OSError:
                return
            if self.silent:
                self.open.append(connection)
                continue
            transport = paramiko.Transport(connection)
            transport.add_server_key(self.key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, _Folder, place=self)
            self.open.append(transport)
            try:
                transport.start_server(server=_Door(self))
            except (paramiko.SSHException, EOFError, OSError):  # the other side went away
                transport.close()


class _Door(paramiko.ServerInterface):
    def __init__(self, place):
        self.place = place

    def check_auth_password(self, username, password):
        self.place.passwords.append(password)
        good = (username, password) == (USER, PASSWORD)
        return paramiko.AUTH_SUCCESSFUL if good else paramiko.AUTH_FAILED

    def check_auth_publickey(self, username, key):
        good = username == USER and key.asbytes() in self.place.keys
        return paramiko.AUTH_SUCCESSFUL if good else paramiko.AUTH_FAILED

    def get_allowed_auths(self, username):
        return "password,publickey"

    def check_channel_request(self, kind, chanid):
        return paramiko.OPEN_SUCCEEDED


class _Folder(paramiko.SFTPServerInterface):
    """One folder; names never lead out of it."""

    def __init__(self, server, *words, place, **more):
        super().__init__(server, *words, **more)
        self.place = place

    def _path(self, path):
        return self.place.folder / path.lstrip("/")

    def list_folder(self, path):
        return [_facts(one) for one in sorted(self._path(path).iterdir())]

    def stat(self, path):
        try:
            return _facts(self._path(path))
        except OSError as trouble:
            return paramiko.SFTPServer.convert_errno(trouble.errno)

    lstat = stat

    def open(self, path, flags, attr):
        try:
            descriptor = os.open(self._path(path), flags, 0o600)
        except OSError as trouble:
            return paramiko.SFTPServer.convert_errno(trouble.errno)
        handle = paramiko.SFTPHandle(flags)
        file = os.fdopen(descriptor, "rb" if flags & os.O_ACCMODE == os.O_RDONLY else "r+b")
        handle.readfile = handle.writefile = file
        handle.stat = lambda: _facts(self._path(path))
        return handle

    def rename(self, oldpath, newpath):
        if self._path(newpath).exists():
            return paramiko.SFTP_FAILURE
        return self._renamed(oldpath, newpath)

    def posix_rename(self, oldpath, newpath):
        return self._renamed(oldpath, newpath) if self.place.posix else paramiko.SFTP_OP_UNSUPPORTED

    def _renamed(self, oldpath, newpath):
        self.place.renamed.append((Path(oldpath).name, Path(newpath).name))
        self._path(oldpath).replace(self._path(newpath))
        return paramiko.SFTP_OK

    def remove(self, path):
        try:
            self._path(path).unlink()
        except OSError as trouble:
            return paramiko.SFTPServer.convert_errno(trouble.errno)
        return paramiko.SFTP_OK


def _facts(path):
    return paramiko.SFTPAttributes.from_stat(path.stat(), path.name)
