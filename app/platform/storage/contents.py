"""What is in a file, by its first bytes."""

MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
    (b"\x1f\x8b", "application/gzip"),
)
OFFICE = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
"""Brands of the photographs of telephones, behind `ftyp`."""


def content_type_of(head, name=""):
    """Content type from the first bytes; the name decides only among kinds that share them (Office, text)."""
    ending = name.rpartition(".")[2].lower()
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        return "image/heic"
    for start, kind in MAGIC:
        if head.startswith(start):
            return OFFICE.get(ending, kind) if kind == "application/zip" else kind
    if b"\x00" in head:
        return "application/octet-stream"
    return "text/csv" if ending in ("csv", "tsv", "txt") else "text/plain"
