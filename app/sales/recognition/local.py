"""The recogniser on this machine: RapidOCR with the models of its wheel. Nothing leaves the machine (ADR 0011)."""

import math
from functools import cache

from app.sales.recognition.lines import Line, in_reading_order

THREADS = 2
LONGEST = 1600
"""Pixels of the longer side: letters of a card are about thirty high then; more only takes longer."""
LEAST = 0.5


def recognise(image):
    """The lines on a picture (PIL, RGB). Takes seconds of processor time: for jobs, never for a request."""
    import numpy  # noqa: PLC0415 -- slow import

    small = image.convert("RGB")
    small.thumbnail((LONGEST, LONGEST))
    scale = image.width / small.width
    found = _engine()(numpy.asarray(small)[:, :, ::-1])
    if found.boxes is None:
        return []
    read = zip(found.boxes, found.txts, found.scores, strict=True)
    return in_reading_order([_line(box, text, score, scale) for box, text, score in read if text.strip()])


@cache
def _engine():
    """One for the process: a job's process is its own, so this is once a card."""
    from rapidocr import RapidOCR  # noqa: PLC0415 -- slow import

    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.text_score": LEAST,
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _line(box, text, score, scale):
    """Height and width along the text, which may be tilted; left and top of the upright frame around it."""
    corners = [(float(x) * scale, float(y) * scale) for x, y in box]
    first, second, third, _fourth = corners
    return Line(
        text=text.strip(),
        confidence=round(float(score), 3),
        left=round(min(x for x, _y in corners)),
        top=round(min(y for _x, y in corners)),
        width=round(math.dist(first, second)),
        height=round(math.dist(second, third)),
    )
