"""Google Cloud Vision's `images:annotate` as its documentation describes it, for text alone.

Sources: cloud.google.com/vision/docs/request (the request: key or token, base64 in `image.content`, features),
/vision/docs/ocr (the answer), /vision/quotas (10 MB for the JSON of a request, 20 MB for an image, 16 images for a
request, 1,800 requests a minute), github.com/googleapis/googleapis google/cloud/vision/v1/text_annotation.proto
(pages, blocks, paragraphs, words, symbols, breaks, the order of vertices). JSON
of proto3 leaves noughts out: a vertex at the edge has no x. From memory: the words and details of errors about keys.
"""

import base64
import binascii
import struct

from tests.peers.serving import Peer, Said

FEATURES = {
    "TEXT_DETECTION",
    "DOCUMENT_TEXT_DETECTION",
    "LABEL_DETECTION",
    "FACE_DETECTION",
    "LOGO_DETECTION",
}
INVALID, DENIED, EXHAUSTED = 3, 7, 8
STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    429: "RESOURCE_EXHAUSTED",
}


class Vision(Peer):
    """`says`: `[(text, x, y, height)]` that it sees on every picture, or a function of the picture's bytes.

    `pictures` are what it was sent.
    """

    limits = {"annotate": (60 / 1800, 1800)}
    MOST_JSON, MOST_IMAGE, MOST_IMAGES = 10_000_000, 20_000_000, 16

    def __init__(self, *words, key="AIza-key", may_use=True, **more):
        super().__init__(*words, **more)
        self.key, self.may_use, self.says, self.pictures = key, may_use, [], []

    def operation(self, request):
        """There is only one that we know."""
        return "annotate" if request.path == "/v1/images:annotate" else request.path

    def answer(self, request):
        """Everything is looked at before anything is read."""
        if request.operation != "annotate" or request.method != "POST":
            raise _failed(404, "Method not found.")
        key = request.headers.get("x-goog-api-key") or request.query.get("key")
        if not key:
            raise _failed(403, "Method doesn't allow unregistered callers.")
        if key != self.key:
            raise _failed(400, "API key not valid. Please pass a valid API key.", "API_KEY_INVALID")
        if not self.may_use:
            raise _failed(403, "Cloud Vision API has not been used in project 1 before.", "SERVICE_DISABLED")
        if len(request.said) > self.MOST_JSON:
            raise _failed(400, "Request payload size exceeds the limit: 10485760 bytes.")
        asked = request.json().get("requests")
        if not isinstance(asked, list) or not 0 < len(asked) <= self.MOST_IMAGES:
            raise _failed(400, "Too many images per request.")
        return Said(200, {"responses": [self._one(each) for each in asked]})

    def too_many(self, request, seconds):
        """As its quota answers."""
        return _failed(429, "Quota exceeded for quota metric 'Requests'.", "RATE_LIMIT_EXCEEDED")

    def _one(self, asked):
        features = [one.get("type") for one in asked.get("features", [])]
        if not features or set(features) - FEATURES:
            raise _failed(400, "Invalid value at 'requests[0].features[0].type'")
        try:
            picture = base64.b64decode(asked["image"]["content"], validate=True)
        except (KeyError, binascii.Error):
            raise _failed(400, "Invalid value at 'requests[0].image.content' (TYPE_BYTES)") from None
        size = _size(picture)
        if size is None or len(picture) > self.MOST_IMAGE:
            return {"error": {"code": INVALID, "message": "Bad image data."}}
        self.pictures.append(picture)
        says = self.says(picture) if callable(self.says) else self.says
        if not says or "DOCUMENT_TEXT_DETECTION" not in features:
            return {}
        text = "\n".join(one[0] for one in says)
        return {"fullTextAnnotation": {"pages": [_page(size, says)], "text": text}}


def _page(size, says):
    blocks = [{"blockType": "TEXT", "paragraphs": [{"words": _words(*one)}]} for one in says]
    return {"width": size[0], "height": size[1], "blocks": blocks}


def _words(text, x, y, height):
    """Words of two letters at most between spaces, as Japanese comes; each letter is as wide as high."""
    words = []
    for place, part in enumerate(parts := text.split(" ")):
        pieces = [part[start : start + 2] for start in range(0, len(part), 2)]
        for number, piece in enumerate(pieces):
            last = number == len(pieces) - 1
            gap = ("LINE_BREAK" if place == len(parts) - 1 else "SPACE") if last else None
            words.append(_word(piece, x, y, height, gap))
            x += height * len(piece) + (height if gap == "SPACE" else 0)
    return words


def _word(piece, x, y, height, gap):
    symbols = [{"text": letter, "confidence": 0.98} for letter in piece]
    if gap:
        symbols[-1]["property"] = {"detectedBreak": {"type": gap}}
    right = x + height * len(piece)
    corners = [(x, y), (right, y), (right, y + height), (x, y + height)]
    return {
        "boundingBox": {"vertices": [_vertex(*one) for one in corners]},
        "symbols": symbols,
        "confidence": 0.97,
    }


def _vertex(x, y):
    return {name: value for name, value in (("x", x), ("y", y)) if value}


def _size(picture):
    """Width and height of a JPEG or PNG; None for anything else."""
    if picture[:8] == b"\x89PNG\r\n\x1a\n":
        return struct.unpack(">II", picture[16:24])
    place = 2
    while picture[:2] == b"\xff\xd8" and place + 9 < len(picture):
        marker, length = picture[place + 1], struct.unpack(">H", picture[place + 2 : place + 4])[0]
        if 0xC0 <= marker <= 0xC3:
            return struct.unpack(">HH", picture[place + 5 : place + 9])[::-1]
        place += 2 + length
    return None


def _failed(status, message, reason=None):
    """An error as Google's interfaces word it."""
    details = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason}] if reason else []
    return Said(
        status,
        {"error": {"code": status, "message": message, "status": STATUS.get(status, ""), "details": details}},
    )
