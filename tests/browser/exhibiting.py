"""A fair and a reader of cards: `python -m tests.browser.exhibiting ADDRESS`; and the cards that were given there."""

import io
import sys

from PIL import Image, ImageDraw

from app.kernel import clock
from app.kernel.db import session
from app.records.kit import keeping
from app.sales.campaigns.record import CAMPAIGN
from app.sales.cards.drawing import as_jpeg
from app.sales.cards.operations import add, begin
from app.sales.cards.recognising import keep_reading
from app.sales.readers.operations import Reading, set_up
from app.sales.recognition.finding import WHOLE
from app.sales.recognition.lines import Line
from tests.browser import cast
from tests.browser.acting import acting_as

FAIR, KEY = "ものづくり展示会", "AIza-key"
FAMILIES = "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤".split()
GIVEN = "一郎 健太 美咲 真由美 大輔 隆".split()
KINDS = "精機 製作所 商会 電機 物産 化成".split()
CARD, BITS, READ_BEFORE = (600, 360), 6, 48
"""A card shows its number as boxes at its foot: a black one, six of its bits (black: 1), a black one."""


def says(number):
    """`[(text, x, y, height)]` that stand on the card of that number (from 0)."""
    family, given = FAMILIES[number % 10], GIVEN[number // 10 % 6]
    company = f"株式会社{FAMILIES[(number + 3) % 10]}{KINDS[number // 10 % 6]}{'新' if number > 59 else ''}"
    return [
        (company, 40, 30, 30),
        ("営業部 課長", 40, 80, 20),
        (f"{family} {given}", 40, 120, 50),
        (f"TEL 03-5555-{1000 + number}", 40, 200, 20),
        (f"Mail: p{number}@c{number}.example.jp", 40, 240, 20),
    ]


def drawn(number):
    """The card itself: letters that nobody reads here, and its number in boxes."""
    image = Image.new("RGB", CARD, "white")
    pen = ImageDraw.Draw(image)
    for text, x, y, height in says(number):
        pen.rectangle([x, y + height // 3, x + height * len(text) // 2, y + height // 2], fill="#888")
    for place, bit in enumerate(_boxes(number)):
        if bit:
            pen.rectangle([60 + place * 60, 290, 60 + place * 60 + 59, 340], fill="black")
    return image


def read(picture):
    """What stands on a picture (bytes) of a card, for the server that reads it."""
    image = Image.open(io.BytesIO(picture)).convert("L").resize(CARD)
    boxes = [image.getpixel((90 + place * 60, 315)) < 70 for place in range(BITS + 2)]
    number = sum(bit << place for place, bit in enumerate(boxes[1:-1]))
    return says(number) if boxes[0] and boxes[-1] and boxes == _boxes(number) else []


def _boxes(number):
    return [True, *(bool(number >> place & 1) for place in range(BITS)), True]


def main(address):
    """The fair, most of its cards read already, and the reader at that address."""
    with acting_as(cast.SALESMAN):
        values = {"name": FAIR, "kind": "exhibition", "starts_on": clock.today(), "wanted_leads": 60}
        fair = keeping.enter(CAMPAIGN, values)
        session.flush()
        batch = begin(FAIR, fair.id)
        for number in range(READ_BEFORE):
            image = drawn(number)
            (card,) = add(batch, io.BytesIO(as_jpeg(image)), f"{number}.jpg")
            keep_reading(card, [WHOLE], image, Reading([_line(*one) for one in says(number)]))
        set_up(True, "", KEY).address = address


def _line(text, x, y, height):
    return Line(text, 0.97, x, y, height * len(text), height)


if __name__ == "__main__":
    main(sys.argv[1])
