"""The recogniser of Google Cloud Vision (`images:annotate`, DOCUMENT_TEXT_DETECTION): pictures leave the house.

As documented under cloud.google.com/vision/docs (request, ocr, supported-files) and /vision/quotas: 10 MB for a request
with its picture in base64, 1,800 requests a minute. The key goes along as a header, where no log of addresses has it.
"""

import base64
import io
import json
import math

from app.kernel.i18n import _l
from app.platform import calling
from app.sales.recognition.lines import Line, in_reading_order

ADDRESSES = {
    "": "https://vision.googleapis.com",
    "eu": "https://eu-vision.googleapis.com",
    "us": "https://us-vision.googleapis.com",
}
"""Region → where it is asked; `""` leaves the place to Google."""
MOST_SENT = 7_000_000
"""Bytes of a picture: in base64 a third more, below the 10 MB of a request."""
_ENDS = ("EOL_SURE_SPACE", "LINE_BREAK", "HYPHEN")


class Unread(calling.Unanswered):
    """Nothing was read."""

    SENTENCES = {
        "unreachable": _l("Google Cloud Vision cannot be reached."),
        "slow": _l("Google Cloud Vision did not answer in time."),
        "busy": _l("Google Cloud Vision had too many requests from us."),
        "failing": _l("Google Cloud Vision has trouble of its own at the moment."),
        "key": _l("Google Cloud Vision does not accept the key. Please enter it anew."),
        "forbidden": _l(
            "The key may not use Cloud Vision: switch on API and billing there, and see its limits."
        ),
        "refused": _l("Google Cloud Vision refused the picture."),
        "unreadable": _l("The answer of Google Cloud Vision cannot be read."),
    }


def _reason(status, content):
    if (status == 400 and b"API_KEY_INVALID" in content) or b"API key not valid" in content:
        return "key"
    return "forbidden" if status == 403 else None


SERVICE = calling.Service(
    Unread, timeout=20.0, connect=5.0, rest=1.0, most_wait=4.0, largest=10_000_000, reason=_reason
)


def recognise(image, key, address=ADDRESSES[""]):
    """The lines on a picture (PIL, RGB), in reading order. Raises Unread."""
    said = {
        "image": {"content": base64.b64encode(_packed(image)).decode()},
        "features": [{"type": "DOCUMENT_TEXT_DETECTION"}],
        "imageContext": {"languageHints": ["ja", "en"]},
    }
    _status, content = SERVICE.asked(
        "POST", f"{address}/v1/images:annotate", json={"requests": [said]}, headers={"X-Goog-Api-Key": key}
    )
    try:
        (response,) = json.loads(content)["responses"]
        if response.get("error"):
            raise Unread("refused")
        return in_reading_order(list(_lines(response.get("fullTextAnnotation", {}))))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unread("unreadable") from None


def _packed(image):
    """A JPEG that is small enough to be sent."""
    for quality in (90, 75, 50):
        out = io.BytesIO()
        image.convert("RGB").save(out, "JPEG", quality=quality)
        if out.tell() <= MOST_SENT:
            break
    return out.getvalue()


def _lines(annotation):
    """The words of each paragraph put together to lines, by the breaks that the service saw."""
    for page in annotation.get("pages", []):
        for block in page.get("blocks", []):
            for paragraph in block.get("paragraphs", []):
                yield from _lines_of(paragraph.get("words", []))


def _lines_of(words):
    text, held = "", []
    for word in words:
        held.append(word)
        for symbol in word["symbols"]:
            text += symbol["text"]
            gap = symbol.get("property", {}).get("detectedBreak", {}).get("type", "")
            if gap in _ENDS:
                yield _line(text, held)
                text, held = "", []
            elif gap:
                text += " "
    if text.strip():
        yield _line(text, held)


def _line(text, words):
    """Height and width along the text, from the corners of its first and its last word."""
    first, last = _vertices(words[0]), _vertices(words[-1])
    corners = (first[0], last[1], last[2], first[3])
    sure = [float(word.get("confidence", 1.0)) for word in words]
    return Line(
        text=text.strip(),
        confidence=round(sum(sure) / len(sure), 3),
        left=min(x for x, _y in corners),
        top=min(y for _x, y in corners),
        width=round(math.dist(corners[0], corners[1])),
        height=round(math.dist(corners[0], corners[3])),
    )


def _vertices(word):
    """A nought is left out of the service's documents."""
    return [(int(one.get("x", 0)), int(one.get("y", 0))) for one in word["boundingBox"]["vertices"]]
