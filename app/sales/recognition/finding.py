"""Where cards lie on a photograph: their outlines, by the edges that close around them. Knows no letters.

Corners are fractions of the picture's width and height: top left, top right, bottom right, bottom left of the card.
"""

from dataclasses import dataclass

from PIL import Image

WORKING = 1000
"""Pixels of the longer side while looking for cards."""
MOST = 30
WHOLE = [[0, 0], [1, 0], [1, 1], [0, 1]]
"""The outline of a picture that is itself the card."""
LEAST_AREA, LONE_AREA, MOST_AREA = 0.012, 0.12, 0.85
"""Shares of the picture: one card among several, a card alone that is cut out, and what leaves no table around it."""
SLIM, STOUT = 1.25, 2.1
"""Length by width. A business card has 1.65, seen aslant a little less or more."""
FULL = 0.86
"""How much of its frame an outline fills at least: letters and shadows fill less."""
ALIKE = 2.5
"""How much larger or smaller than the usual one a card of the same photo may be."""
_SOFT = ((30, 90, 3), (15, 45, 5), (50, 130, 7))
"""Edges of strong, weak and strongest contrast, with how far their gaps are closed."""


@dataclass(frozen=True)
class Outline:
    """A card as it was found; `frame` its four corners in pixels, `area` its pixels, `full` how well it fills."""

    frame: object
    area: float
    full: float
    middle: tuple


def outlines(image):
    """`[corners]` of the cards on a picture (PIL, RGB), row by row; `[]` when the picture is itself a card."""
    import numpy  # noqa: PLC0415 -- slow import

    small = image.convert("RGB")
    small.thumbnail((WORKING, WORKING))
    pixels = numpy.asarray(small)
    size = small.width * small.height
    found = [one for step in _SOFT for one in _candidates(pixels, step)]
    chosen = _of_one_size(_apart(found), size)
    if len(chosen) == 1 and not LONE_AREA <= chosen[0].area / size <= MOST_AREA:
        return []
    return [_corners(one.frame, small.width, small.height) for one in _in_rows(chosen)[:MOST]]


def cut(image, corners):
    """The card within those corners, laid flat and upright as far as its outline tells."""
    if corners == WHOLE:
        return image
    across = (_distance(image, corners, 0, 1) + _distance(image, corners, 3, 2)) / 2
    down = (_distance(image, corners, 1, 2) + _distance(image, corners, 0, 3)) / 2
    size = max(round(across), 1), max(round(down), 1)
    places = [(x * image.width, y * image.height) for x, y in corners]
    return image.transform(
        size, Image.Transform.PERSPECTIVE, _perspective(places, size), Image.Resampling.BICUBIC
    )


def around(several):
    """The corners of the smallest frame that holds all of several cards: they are one after all."""
    import cv2  # noqa: PLC0415 -- slow import
    import numpy  # noqa: PLC0415 -- slow import

    points = numpy.array([corner for corners in several for corner in corners], dtype="float32")
    frame = cv2.boxPoints(cv2.minAreaRect(points * 1000)) / 1000
    return [[min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)] for x, y in _turned(frame).tolist()]


def _candidates(pixels, step):
    """What closed edges hold, each as large as a card might be."""
    import cv2  # noqa: PLC0415 -- slow import
    import numpy  # noqa: PLC0415 -- slow import

    weak, strong, gap = step
    smooth = cv2.medianBlur(pixels, 5)
    edges = numpy.zeros(pixels.shape[:2], "uint8")
    for channel in cv2.split(cv2.cvtColor(smooth, cv2.COLOR_RGB2LAB)):
        edges |= cv2.Canny(channel, weak, strong)
    edges = cv2.dilate(edges, numpy.ones((gap, gap), "uint8"))
    outside = cv2.copyMakeBorder(edges, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    cv2.floodFill(outside, None, (0, 0), 128)
    inside = numpy.where(outside[1:-1, 1:-1] == 128, 0, 255).astype("uint8")
    inside = cv2.erode(inside, numpy.ones((gap, gap), "uint8"))
    inside = cv2.morphologyEx(inside, cv2.MORPH_OPEN, numpy.ones((9, 9), "uint8"))
    shapes, _nested = cv2.findContours(inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return [one for one in (_outline(shape, pixels.shape) for shape in shapes) if one]


def _outline(shape, size):
    import cv2  # noqa: PLC0415 -- slow import

    middle, sides, _angle = frame = cv2.minAreaRect(shape)
    area = cv2.contourArea(shape)
    if min(sides) < 1 or area < LEAST_AREA * size[0] * size[1]:
        return None
    full, slender = area / (sides[0] * sides[1]), max(sides) / min(sides)
    if full < FULL or not SLIM <= slender <= STOUT:
        return None
    return Outline(_four(shape, frame), area, full, middle)


def _four(shape, frame):
    """The corners themselves, where there are four (a photo taken aslant); else those of the frame around it."""
    import cv2  # noqa: PLC0415 -- slow import

    hull = cv2.convexHull(shape)
    simple = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, closed=True), closed=True)
    if len(simple) == 4 and cv2.contourArea(simple) > 0.95 * cv2.contourArea(hull):
        return _turned(simple.reshape(4, 2).astype("float32"))
    return _turned(cv2.boxPoints(frame))


def _turned(corners):
    """Clockwise from the corner that is top left once the card is turned upright by less than an eighth."""
    import numpy  # noqa: PLC0415 -- slow import

    middle = corners.mean(axis=0)
    around_it = corners[numpy.argsort(numpy.arctan2(*(corners - middle).T[::-1]))]
    return numpy.roll(around_it, -int((around_it - middle).sum(axis=1).argmin()), axis=0)


def _apart(found):
    """The best filled of those that lie over each other."""
    kept = []
    for one in sorted(found, key=lambda one: -one.full):
        if not any(_holds(other, one) or _holds(one, other) for other in kept):
            kept.append(one)
    return kept


def _holds(one, other):
    import cv2  # noqa: PLC0415 -- slow import

    return cv2.pointPolygonTest(one.frame.astype("float32"), other.middle, measureDist=False) >= 0


def _of_one_size(found, size):
    """Cards of one photo are of one size, nearly; what fills the picture is the table or a card alone."""
    found = [one for one in found if one.area <= MOST_AREA * size]
    if len(found) < 2:
        return found
    usual = sorted(one.area for one in found)[len(found) // 2]
    return [one for one in found if usual / ALIKE <= one.area <= usual * ALIKE]


def _in_rows(found):
    """From top to bottom; what lies side by side, from left to right."""
    rows = []
    for one in sorted(found, key=lambda one: one.middle[1]):
        if rows and one.middle[1] - rows[-1][0].middle[1] < (one.area / 1.65) ** 0.5 / 2:
            rows[-1].append(one)
        else:
            rows.append([one])
    return [one for row in rows for one in sorted(row, key=lambda one: one.middle[0])]


def _corners(frame, width, height):
    return [
        [round(min(max(x / width, 0), 1), 4), round(min(max(y / height, 0), 1), 4)] for x, y in frame.tolist()
    ]


def _distance(image, corners, one, other):
    (left, top), (right, bottom) = corners[one], corners[other]
    return (((right - left) * image.width) ** 2 + ((bottom - top) * image.height) ** 2) ** 0.5


def _perspective(places, size):
    """The eight figures that tell Pillow which place of the photo each pixel of the card comes from."""
    import numpy  # noqa: PLC0415 -- slow import

    flat = [(0, 0), (size[0], 0), size, (0, size[1])]
    rows, wanted = [], []
    for (x, y), (u, v) in zip(flat, places, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    return numpy.linalg.solve(numpy.array(rows, float), numpy.array(wanted, float)).tolist()
