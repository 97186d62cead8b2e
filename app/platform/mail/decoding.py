"""Letters of a mail's text out of its bytes, as Japanese mail programs write them. Nothing is replaced silently."""

import re
from email.header import decode_header

_ESCAPES = re.compile(rb"(\x1b\$[@B]|\x1b\([BJI])")
_KANJI, _HALF_KANA = (b"\x1b$@", b"\x1b$B"), b"\x1b(I"
_NOT_LETTERS = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
"""What Python's cp932 makes of bytes that are none of its letters (ec.md section 0)."""
_SHIFT_JIS = {"shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "cp932", "ms_kanji", "x-ms-cp932"}


def decoded(raw, charset=""):
    """The text of bytes in `charset`; what a program calls wrongly or not at all is found out. Raises UnicodeError."""
    name = (charset or "").strip().strip("\"'").lower()
    for read in (*_named(name), _utf_8, *([_iso_2022_jp] if b"\x1b" in raw else []), _cp932):
        try:
            return read(raw)
        except (UnicodeError, LookupError):
            continue
    raise UnicodeError("no candidate encoding reads it")


def _named(name):
    if not name or name in ("us-ascii", "ascii", "utf-8", "utf8"):
        return ()
    if name.startswith("iso-2022-jp"):
        return (_iso_2022_jp,)
    if name in _SHIFT_JIS:
        return (_cp932,)
    return (lambda raw: raw.decode(name),)


def _utf_8(raw):
    if b"\x1b" in raw:
        raise UnicodeError("escapes")  # ISO-2022-JP is plain ASCII to UTF-8
    return raw.decode("utf-8-sig")


def _cp932(raw):
    text = raw.decode("cp932")
    if _NOT_LETTERS.search(text):
        raise UnicodeError("no letter of cp932")
    return text


def _iso_2022_jp(raw):
    """ISO-2022-JP with the letters that Windows adds (①, ㈱, 髙) and half-width kana, which Python's codec refuses."""
    found, mode = [], b"\x1b(B"
    for piece in _ESCAPES.split(raw):
        if _ESCAPES.fullmatch(piece):
            mode = piece
        elif mode in _KANJI:
            found.append(_cp932(_shifted(piece)))
        elif mode == _HALF_KANA:
            found.append(_cp932(bytes(one | 0x80 if one > 0x20 else one for one in piece)))
        else:
            found.append(piece.decode("ascii"))
    return "".join(found)


def _shifted(piece):
    """JIS X 0208 in two bytes of seven bits as Shift_JIS has it; line ends in between stay."""
    out, at = bytearray(), 0
    while at < len(piece):
        if piece[at] in b"\r\n":
            out.append(piece[at])
            at += 1
            continue
        row, cell = piece[at : at + 2] if at + 1 < len(piece) else (0, 0)
        if not (0x21 <= row <= 0x7E and 0x21 <= cell <= 0x7E):
            raise UnicodeError("no letter of JIS X 0208")
        lead = ((row - 0x21) >> 1) + 0x81
        out.append(lead if lead <= 0x9F else lead + 0x40)
        out.append(cell + (0x1F if cell < 0x60 else 0x20) if row & 1 else cell + 0x7E)
        at += 2
    return bytes(out)


def header_text(value):
    """A header as one reads it; what nobody can read of it becomes ？."""
    if not value:
        return ""
    try:
        pieces = decode_header(value)
    except ValueError:
        pieces = [(str(value), None)]
    return " ".join("".join(_piece(*one) for one in pieces).split())


def _piece(raw, charset):
    if isinstance(raw, str):
        return raw
    try:
        return decoded(raw, charset or "")
    except UnicodeError:
        return raw.decode("ascii", "replace")
