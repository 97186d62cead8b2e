"""Drawn business cards of people who do not exist, and where their lines stand."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from app.platform import documents
from app.sales.recognition.lines import Line

FONT = str(Path(documents.__file__).with_name("fonts") / "ipaexg.ttf")
SIZE = (1010, 610)
PLACES = ((70, 60, 40), (70, 125, 26), (70, 210, 26), (70, 250, 62), (70, 328, 22), (70, 420, 26))
"""Company, department, title, name, reading, and the first line of the foot: left, top, height of letters."""
CARDS = (
    ("株式会社青海ロボティクス", "第一営業部", "部長", "宮下 和也", "ミヤシタ カズヤ",
     "〒135-0064 東京都江東区青海2-7-4",
     "TEL 03-5550-1410  FAX 03-5550-1411", "携帯 090-5550-1412", "E-mail: miyashita@aomi-robo.example.jp"),
    ("東名プレシジョン株式会社", "購買課", "課長", "西山 瑞希", "ニシヤマ ミズキ",
     "〒460-0008 愛知県名古屋市中区栄3-5-12",
     "TEL 052-555-1420  FAX 052-555-1421", "携帯 080-5550-1422", "E-mail: nishiyama@tomei-p.example.jp"),
    ("有限会社小川金型", "", "代表取締役", "小川 徹", "オガワ トオル",
     "〒577-0013 大阪府東大阪市長田中1-2-3",
     "TEL 06-5550-1430  FAX 06-5550-1431", "携帯 070-5550-1432", "E-mail: ogawa@ogawa-kanagata.example.jp"),
    ("合同会社リンクワークス", "技術部", "エンジニア", "森本 遥", "モリモト ハルカ",
     "〒812-0011 福岡県福岡市博多区博多駅前3-2-1",
     "TEL 092-555-1440", "携帯 090-5550-1442", "E-mail: morimoto@linkworks.example.jp"),
)  # fmt: skip
PAPERS = (("white", "#1d1d1f"), ("#f4efe2", "#2b2418"), ("#eef3f0", "#20452f"), ("#1f3b57", "#f5f5f5"))
BACK = (
    "Tomei Precision Co., Ltd.",
    "Purchasing Section",
    "Mizuki Nishiyama",
    "https://www.tomei-p.example.jp/",
)
SURE, BLURRED = 0.97, 0.71


def front(number):
    """`(picture, lines)` of the card of that number; the mail address of the last one was hard to read."""
    paper, ink = PAPERS[number]
    image = Image.new("RGB", SIZE, paper)
    facts, lines = CARDS[number], []
    for place, text in enumerate(facts):
        x, y, size = PLACES[min(place, 5)]
        y += max(place - 5, 0) * 40
        lines += _written(image, text, (x, y, size), ink)
    if number == len(CARDS) - 1:
        lines[-1] = Line(**{**lines[-1].plain(), "confidence": BLURRED})
    return image, lines


def back():
    """`(picture, lines)` of the English side of the second card."""
    image, lines = Image.new("RGB", SIZE, PAPERS[1][0]), []
    for place, text in enumerate(BACK):
        lines += _written(image, text, (70, 150 + place * 80, 40), PAPERS[1][1])
    return image, lines


def _written(image, text, place, ink):
    """The line, once it stands on the card; nothing for an empty text."""
    if not text:
        return []
    x, y, size = place
    font = ImageFont.truetype(FONT, size)
    pen = ImageDraw.Draw(image)
    pen.text((x, y), text, font=font, fill=ink)
    return [Line(text, SURE, x, y, round(pen.textlength(text, font=font)), size)]
