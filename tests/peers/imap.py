"""A small IMAP4rev1 server on loopback, written from RFC 3501, with MOVE (RFC 6851) and UIDPLUS (RFC 4315) on wish.

It keeps folders of mails in memory and can fail as servers do: it loses the line after so many whole mails, gets
another UIDVALIDITY, has no MOVE, announces one size and sends another.
"""

import datetime
import re
import socketserver
import ssl
import threading

from tests.peers.file_servers import certificate
from tests.peers.imap_folders import Folder

USER, PASSWORD = "orders@example.com", 'pa"ss\\word 1'
_ITEM = re.compile(r"BODY(?:\.PEEK)?\[(?P<what>[^\]]*)\]|(?P<word>UID|RFC822\.SIZE|FLAGS)", re.IGNORECASE)


class Imap:
    """`with Imap() as server`: `server.port`. `secured` (a folder for the certificate): TLS, signed by `authority`.

    `upgraded`: in clear at first, and nobody signs in before STARTTLS.
    """

    def __init__(self, capabilities=("MOVE", "UIDPLUS"), secured=None, upgraded=False):
        self.folders, self.capabilities = {"INBOX": Folder()}, capabilities
        self.commands, self.fetched, self.sign_ins, self.upgraded = [], [], 0, upgraded
        self.lost_after, self.authority, self._context = None, "", None
        if secured is not None:
            path, self.authority = certificate(secured)
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(path)

    @property
    def inbox(self):
        return self.folders["INBOX"]

    def put(self, content, announced=None):
        """Drop a mail into INBOX."""
        return self.inbox.put(content, announced)

    def renew(self):
        """The folder was made anew: its numbers begin again and mean something else."""
        old = self.inbox
        self.folders["INBOX"] = Folder(old.validity + 1)
        for mail in old.mails:
            self.put(mail.content)

    def __enter__(self):
        peer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                talk = _Conversation(peer, self.rfile, self.wfile, self.request)
                try:
                    talk.go()
                finally:
                    for one in (talk.reading, talk.writing, talk.sock):
                        one.close()

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True

            def get_request(self):
                sock, address = super().get_request()
                at_once = peer._context and not peer.upgraded
                return (peer._context.wrap_socket(sock, server_side=True) if at_once else sock), address

            def handle_error(self, request, client_address):
                """A client that leaves is nothing to report."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()


class _Lost(Exception):
    """The line is cut here."""


class _Conversation:
    def __init__(self, peer, reading, writing, sock):
        self.peer, self.reading, self.writing, self.sock = peer, reading, writing, sock
        self.secret = not peer.upgraded
        self.signed_in, self.folder, self.writable = False, None, False

    def say(self, *lines):
        for line in lines:
            self.writing.write(line if isinstance(line, bytes) else line.encode() + b"\r\n")

    def go(self):
        self.say("* OK IMAP4rev1 ready")
        while line := self.reading.readline():
            tag, _space, rest = line.decode().rstrip("\r\n").partition(" ")
            words = rest.split(" ")
            name = " ".join(words[:2]).upper() if words[0].upper() == "UID" else words[0].upper()
            self.peer.commands.append(name)
            handler = getattr(self, "do_" + name.replace(" ", "_"), None)
            if handler is None:
                self.say(f"{tag} BAD unknown command")
                continue
            if not self.signed_in and name not in ("CAPABILITY", "STARTTLS", "LOGIN", "LOGOUT"):
                self.say(f"{tag} NO sign in first")
                continue
            try:
                if handler(tag, _strings(rest)) is False:
                    return
            except _Lost:
                return

    def do_CAPABILITY(self, tag, words):  # noqa: N802 -- the command's name
        first = () if self.secret else ("STARTTLS", "LOGINDISABLED")
        self.say(" ".join(("* CAPABILITY IMAP4rev1", *first, *self.peer.capabilities)), f"{tag} OK done")

    def do_STARTTLS(self, tag, words):  # noqa: N802 -- the command's name
        self.say(f"{tag} OK begin")
        self.sock = self.peer._context.wrap_socket(self.sock, server_side=True)
        self.reading, self.writing, self.secret = self.sock.makefile("rb"), self.sock.makefile("wb", 0), True

    def do_LOGIN(self, tag, words):  # noqa: N802 -- the command's name
        self.peer.sign_ins += 1
        self.signed_in = self.secret and tuple(words[1:3]) == (USER, PASSWORD)
        self.say(
            f"{tag} OK done" if self.signed_in else f"{tag} NO [AUTHENTICATIONFAILED] no {words[1]} here"
        )

    def do_LOGOUT(self, tag, words):  # noqa: N802 -- the command's name
        self.say("* BYE", f"{tag} OK done")
        return False

    def do_SELECT(self, tag, words):  # noqa: N802 -- the command's name
        self._enter(tag, words[1], writable=True)

    def do_EXAMINE(self, tag, words):  # noqa: N802 -- the command's name
        self._enter(tag, words[1], writable=False)

    def _enter(self, tag, name, writable):
        self.folder = self.peer.folders.get(name)
        if self.folder is None:
            return self.say(f"{tag} NO no such folder")
        self.writable = writable
        return self.say(
            f"* {len(self.folder.mails)} EXISTS", "* 0 RECENT", r"* FLAGS (\Seen \Deleted)",
            f"* OK [UIDVALIDITY {self.folder.validity}] .", f"* OK [UIDNEXT {self.folder.next_uid}] .",
            f"{tag} OK [{'READ-WRITE' if writable else 'READ-ONLY'}] done",
        )  # fmt: skip

    def do_CREATE(self, tag, words):  # noqa: N802 -- the command's name
        self.peer.folders.setdefault(words[1], Folder(9))
        self.say(f"{tag} OK done")

    def do_UID_SEARCH(self, tag, words):  # noqa: N802 -- the command's name
        found, at = list(self.folder.mails), 2
        while at < len(words):
            key, value = words[at].upper(), words[at + 1]
            if key == "UID":
                wanted = self._numbers(value)
                found = [one for one in found if one.uid in wanted]
            elif key == "SINCE":
                day = datetime.datetime.strptime(value, "%d-%b-%Y").replace(tzinfo=datetime.UTC).date()
                found = [one for one in found if one.day >= day]
            else:
                return self.say(f"{tag} BAD {key}")
            at += 2
        return self.say(" ".join(("* SEARCH", *(str(one.uid) for one in found))), f"{tag} OK done")

    def _numbers(self, said):
        """Numbers of a sequence set; `n:*` always holds the last mail (RFC 3501 6.4.8)."""
        last = max((one.uid for one in self.folder.mails), default=0)
        found = set()
        for part in said.split(","):
            start, _colon, end = part.partition(":")
            start = last if start == "*" else int(start)
            end = start if not end else last if end == "*" else int(end)
            found.update(range(min(start, end), max(start, end) + 1))
        return found

    def do_UID_FETCH(self, tag, words):  # noqa: N802 -- the command's name
        wanted, items = self._numbers(words[2]), " ".join(words[3:])
        for number, mail in enumerate(self.folder.mails, 1):
            if mail.uid in wanted:
                self._fetch(number, mail, items)
        self.say(f"{tag} OK done")

    def _fetch(self, number, mail, items):
        said = [f"* {number} FETCH (".encode()]
        for at, item in enumerate(_ITEM.finditer(items)):
            said.append(b" " * (at > 0) + self._item(mail, item))
        if not re.search(r"\bUID\b", items):
            said.append(f" UID {mail.uid}".encode())
        self.writing.write(b"".join(said) + b")\r\n")

    def _item(self, mail, item):
        if item["word"]:
            size = mail.announced if mail.announced is not None else len(mail.content)
            flags = f"({' '.join(sorted(mail.flags))})"
            name = item["word"].upper()
            return f"{name} { {'UID': mail.uid, 'RFC822.SIZE': size, 'FLAGS': flags}[name] }".encode()
        if not item["what"]:
            return self._whole(mail)
        names = re.search(r"\(([^)]*)\)", item["what"])[1].lower().split()
        kept, keeps = [], False
        for line in mail.content.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0].split(b"\n"):
            keeps = (
                keeps
                if line[:1] in b" \t" and line
                else line.split(b":")[0].decode("latin-1").lower() in names
            )
            kept += [line] * keeps
        heads = b"\r\n".join(kept) + b"\r\n\r\n"
        return f"BODY[{item['what']}] {{{len(heads)}}}\r\n".encode() + heads

    def _whole(self, mail):
        if self.peer.lost_after is not None:
            self.peer.lost_after -= 1
            if self.peer.lost_after < 0:
                self.writing.write(
                    f"* 1 FETCH (BODY[] {{{len(mail.content)}}}\r\n".encode() + mail.content[:20]
                )
                raise _Lost
        self.peer.fetched.append(mail.uid)
        return f"BODY[] {{{len(mail.content)}}}\r\n".encode() + mail.content

    def do_UID_STORE(self, tag, words):  # noqa: N802 -- the command's name
        if not self.writable:
            return self.say(f"{tag} NO read-only")
        flags = set(" ".join(words[4:]).strip("()").split())
        for mail in self._those(words[2]):
            mail.flags |= flags
        return self.say(f"{tag} OK done")

    def _those(self, said):
        wanted = self._numbers(said)
        return [one for one in self.folder.mails if one.uid in wanted]

    def _copied(self, tag, words):
        there = self.peer.folders.get(words[3])
        if there is None:
            self.say(f"{tag} NO [TRYCREATE] no such folder")
            return None
        found = self._those(words[2])
        for mail in found:
            there.put(mail.content).flags |= mail.flags
        return found

    def do_UID_COPY(self, tag, words):  # noqa: N802 -- the command's name
        if self._copied(tag, words) is not None:
            self.say(f"{tag} OK done")

    def do_UID_MOVE(self, tag, words):  # noqa: N802 -- the command's name
        if "MOVE" not in self.peer.capabilities:
            return self.say(f"{tag} BAD unknown command")
        found = self._copied(tag, words)
        if found is not None:
            self._remove(found)
            self.say(f"{tag} OK done")
        return None

    def do_UID_EXPUNGE(self, tag, words):  # noqa: N802 -- the command's name
        self._remove([one for one in self._those(words[2]) if r"\Deleted" in one.flags])
        self.say(f"{tag} OK done")

    def _remove(self, gone):
        for mail in gone:
            self.say(f"* {self.folder.mails.index(mail) + 1} EXPUNGE")
            self.folder.mails.remove(mail)


def _strings(rest):
    """Words of a command: quoted strings as what they mean, lists in parentheses word by word."""
    found = []
    for quoted, word in re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', rest):
        found.append(word or re.sub(r"\\(.)", r"\1", quoted))
    return found
