"""A stand-in for clamd that speaks its protocol by itself (INSTREAM) and knows one virus: the EICAR test file.

Source of the protocol: the manual page clamd(8), section COMMANDS; of the file: eicar.org.
"""

import socketserver
import struct
import threading

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MOST = 1_000_000
"""StreamMaxLength of this daemon, in bytes."""


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        command = self._until(b"\0")
        if command != b"zINSTREAM":
            return self.wfile.write(b"UNKNOWN COMMAND\0")
        content, size = b"", 0
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
            size += length
            if size > MOST:
                return self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
        self.server.seen.append(size)
        said = b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in content else b"stream: OK\0"
        return self.wfile.write(said)

    def _until(self, end):
        said = b""
        while not said.endswith(end):
            piece = self.rfile.read(1)
            if not piece:
                return said
            said += piece
        return said[:-1]


class Clamd(socketserver.ThreadingTCPServer):
    """`with Clamd() as daemon: daemon.url`; `seen` holds the sizes of what it looked at."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.seen = []
        self.url = f"tcp://127.0.0.1:{self.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()
