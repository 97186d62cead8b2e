"""What terms and addresses written by hand tell of a way abroad. Pure."""

import re

from app.kernel.text import nfkc

INCOTERMS = ("EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF")
OLDER = {"C&F": "CFR", "CNF": "CFR", "C&I": "CIF"}
_NAMED = re.compile(
    rf"(?<![A-Z0-9&])({'|'.join([*INCOTERMS, *OLDER])})(?![A-Z0-9])[\s:\u3001,/]*([^\n\u3001,;/()]*)"
)
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u3005]|\bjapan\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{3}")


def incoterm_in(*texts):
    """`(code, named place)` of the first Incoterm that stands in one of the texts, ('', '') without: CIF 横浜港."""
    for text in texts:
        found = _NAMED.search(nfkc(text or ""))
        if found:
            code = found.group(1)
            return OLDER.get(code, code), found.group(2).strip()
    return "", ""


def is_abroad(address):
    """Whether an address is written, and as nobody writes one in Japan: in letters, and not a Japanese sign."""
    text = nfkc(address or "")
    return bool(_LETTERS.search(text)) and not _JAPANESE.search(text)
