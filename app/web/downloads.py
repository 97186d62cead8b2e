"""Handing a file over: under its own name, never as something a browser would run inside our pages."""

from urllib.parse import quote

from flask import Response, stream_with_context

PIECE = 1024 * 1024
SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"})
"""What a browser may show by itself; everything else is only handed over as a download."""


def handed_over(file, content, *, inline=False, cached=True):
    """A response with the open binary stream `content`; `file` has name, content_type and size.

    The name travels in the RFC 6266 way, so Japanese arrives whole. Not `cached`: the browser keeps no copy.
    """
    response = Response(stream_with_context(_pieces(content)), mimetype=file.content_type)
    response.headers["Content-Length"] = str(file.size)
    way = "inline" if inline and file.content_type in SHOWN else "attachment"
    plain, full = _ascii(file.name), quote(file.name, safe="")
    response.headers["Content-Disposition"] = f"{way}; filename=\"{plain}\"; filename*=UTF-8''{full}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, max-age=0" if cached else "private, no-store"
    return response


def _pieces(content):
    with content:
        while piece := content.read(PIECE):
            yield piece


def _ascii(name):
    plain = name.encode("ascii", "ignore").decode().replace('"', "")
    return plain if plain.strip(". ") else "file"
