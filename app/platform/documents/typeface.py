"""The one typeface, and the sizes and inks of paper."""

from functools import cache
from pathlib import Path

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT = "IPAexGothic"
INK, SOFT, LINE, TINT = (
    Color(0.12, 0.13, 0.16),
    Color(0.40, 0.42, 0.46),
    Color(0.78, 0.79, 0.81),
    Color(0.95, 0.955, 0.965),
)
ALIGN = {"left": TA_LEFT, "right": TA_RIGHT, "center": TA_CENTER}


@cache
def ready():
    """Load the typeface once for this process (about a tenth of a second)."""
    pdfmetrics.registerFont(TTFont(FONT, str(Path(__file__).with_name("fonts") / "ipaexg.ttf")))


@cache
def style(size=9.0, align="left", soft=False, leading=None):
    """A paragraph that wraps anywhere, as Japanese does."""
    return ParagraphStyle(
        f"{size}-{align}-{soft}",
        fontName=FONT,
        fontSize=size,
        leading=leading or size * 1.45,
        alignment=ALIGN[align],
        textColor=SOFT if soft else INK,
        wordWrap="CJK",
    )
