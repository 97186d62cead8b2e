"""Looks for words in clear in everything an application leaves behind: tables, Valkey, files, logs, addresses."""

import base64
import io
import json
import os
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, quote_plus, urlsplit

from redis import Redis
from sqlalchemy import text

from app import logs
from app.kernel.db import session


def forms(word):
    """`{how it is written: bytes}` of a word: encodings, escapes, hex and base64 (whatever stands before it)."""
    found = {
        "utf-8": word.encode(),
        "utf-16": word.encode("utf-16-le"),
        "json": json.dumps(word)[1:-1].encode(),
    }
    found |= {
        "cp932": word.encode("cp932", "ignore"),
        "url": quote(word).encode(),
        "form": quote_plus(word).encode(),
    }
    found |= {f"{name} hex": content.hex().encode() for name, content in list(found.items())[:2]}
    for before in range(3):
        inside = base64.b64encode(b"\0" * before + word.encode())
        found[f"base64 {before}"] = inside[(0, 2, 3)[before] : (len(word.encode()) + before) // 3 * 4]
    once = {content: how for how, content in reversed(found.items())}
    return {how: content for content, how in once.items() if len(content) >= 6}


def clear(content, words):
    """The words that stand in these bytes, with how they are written."""
    low = content.lower()
    return [
        f"{word} ({how})"
        for word in words
        for how, written in forms(word).items()
        if (written.lower() in low if "hex" in how or how in ("url", "form") else written in content)
    ]


def in_tables(words):
    """`{table: words}` of what the present tenant sees; every column of every row, as text."""
    tables = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    names = session.scalars(tables).all()
    found = {}
    for name in names:
        rows = session.scalars(text(f'SELECT t::text FROM "{name}" t')).all()
        if said := clear("\n".join(rows).encode(), words):
            found[name] = said
    return found


def in_valkey(words):
    """`{key: words}` of everything there is; what RQ has packed is unpacked."""
    client, found = Redis.from_url(os.environ["REDIS_URL"]), {}
    readers = {
        b"string": lambda key: [client.get(key) or b""],
        b"hash": lambda key: [one for pair in client.hgetall(key).items() for one in pair],
        b"list": lambda key: client.lrange(key, 0, -1),
        b"set": client.smembers,
        b"zset": lambda key: client.zrange(key, 0, -1),
        b"stream": lambda key: [repr(client.xrange(key)).encode()],
        b"none": lambda _key: [],
    }
    for key in client.scan_iter(count=1000):
        contents = [key, *readers[client.type(key)](key)]
        if said := clear(b"\n".join(_unpacked(one) for one in contents), words):
            found[key.decode()] = said
    return found


def _unpacked(content):
    try:
        return content + zlib.decompress(content)
    except zlib.error:
        return content


def in_files(folder, words):
    """`{file: words}` below a folder; inside Excel and zip files too."""
    found = {}
    for path in sorted(one for one in Path(folder).rglob("*") if one.is_file()):
        content = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                content = b"\n".join([content, *(packed.read(name) for name in packed.namelist())])
        if said := clear(content, words):
            found[path.name] = said
    return found


class Addresses:
    """WSGI middleware that remembers every address asked for, as an access log and a browser's history do."""

    def __init__(self, application):
        self.application, self.seen = application, []

    def __call__(self, environ, start):
        self.seen.append(
            f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')} {environ.get('HTTP_REFERER', '')}"
        )
        return self.application(environ, start)


@contextmanager
def watched(app, capsys):
    """Note addresses and log lines of a block: gives a function `() -> text of both`."""
    noted = Addresses(app.wsgi_app)
    app.wsgi_app = noted
    logs.install(app.config["CHOBA"])
    lines = []

    def everything():
        said = capsys.readouterr()
        lines.extend([said.out, said.err])
        return "\n".join([*noted.seen, *lines])

    try:
        yield everything
    finally:
        app.wsgi_app = noted.application
        logs.install(app.config["CHOBA"])


def folder_of(app):
    """Where the application keeps its files."""
    return urlsplit(app.config["CHOBA"].storage_url).path
