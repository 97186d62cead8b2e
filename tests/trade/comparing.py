"""What a reader can compare: answers, their headers, papers and files, without what any two deals differ by."""

import io
import re
import zipfile

import pypdf

UNLIKE = {"content-security-policy", "set-cookie", "x-request-id", "server-timing", "content-length", "date"}
"""Headers that differ from answer to answer."""


def plain(text):
    """A text without ids, tokens, numbers of deals and documents, and moments."""
    text = re.sub(
        r"[0-9a-f]{8}-[0-9a-f-]{27}|\"[\w-]+\.[\w-]+\.[\w-]+\"|(?:EXP|IMP)-\d{6}-\d{6}(?:-[A-Z0-9]+)?",
        "",
        text,
    )
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:]+Z", "", text)
    return re.sub(
        r"nonce=\"[^\"]+\"|confirm-[0-9a-f]{8}|\b[0-9a-f]{16}(?:[0-9a-f]{16})?\b|/assets/\S+", "", text
    )


def as_read(answer):
    """An answer as its reader can compare it: status, headers, what it says (PDF and Excel: their metadata too)."""
    headers = sorted((name, value) for name, value in answer.headers if name.lower() not in UNLIKE)
    return answer.status_code, plain(str(headers)), plain(said(answer))


def said(answer):
    """The text of an answer."""
    if answer.mimetype == "application/pdf":
        paper = pypdf.PdfReader(io.BytesIO(answer.data))
        return str(dict(paper.metadata)) + "".join(page.extract_text() for page in paper.pages)
    if answer.data[:2] == b"PK":
        book = zipfile.ZipFile(io.BytesIO(answer.data))
        return "".join(book.read(one).decode() for one in sorted(book.namelist()))
    return answer.text
