"""Business cards to read: ten layouts, people and companies that do not exist, noise and tilt of a photo."""

import random
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from app.platform import documents

FONT = str(Path(documents.__file__).with_name("fonts") / "ipaexg.ttf")
SIZE = (1100, 660)
PEOPLE = (
    ("大野 隆", "オオノ タカシ", "ono"), ("髙橋 健太郎", "タカハシ ケンタロウ", "takahashi"),
    ("石川 真由美", "イシカワ マユミ", "ishikawa"), ("渡邊 誠", "ワタナベ マコト", "watanabe"),
    ("林 さくら", "ハヤシ サクラ", "hayashi"), ("佐々木 翔", "ササキ ショウ", "sasaki"),
    ("長谷川 亮", "ハセガワ リョウ", "hasegawa"), ("小野寺 由香", "オノデラ ユカ", "onodera"),
    ("金子 修一", "カネコ シュウイチ", "kaneko"), ("関 大輔", "セキ ダイスケ", "seki"),
)  # fmt: skip
COMPANIES = (
    ("株式会社北斗精機", "hokuto-seiki"), ("東亜化成株式会社", "toa-kasei"), ("有限会社中島製作所", "nakajima-ss"),
    ("合同会社リンクワークス", "linkworks"), ("北陸マシナリー株式会社", "hokuriku-m"),
    ("株式会社ミナト物流", "minato-lg"),
    ("一般社団法人日本搬送協会", "hansou"), ("城南パーツ株式会社", "jonan-parts"),
)  # fmt: skip
UNITS = (
    "営業本部 第二営業部",
    "購買課",
    "生産技術部",
    "経営企画室",
    "名古屋支店 営業グループ",
    "調達部 資材課",
)
TITLES = ("課長", "部長", "主任", "代表取締役社長", "係長", "マネージャー", "取締役 営業本部長")
PLACES = (
    ("460-0008", "愛知県名古屋市中区栄3-5-12 栄ビル7階"), ("105-0011", "東京都港区芝公園2-4-1"),
    ("530-0001", "大阪府大阪市北区梅田1-8-17 大阪第一ビル5F"), ("060-0001", "北海道札幌市中央区北一条西4-2-2"),
    ("920-0961", "石川県金沢市香林坊2丁目3番15号"), ("812-0011", "福岡県福岡市博多区博多駅前3-2-1"),
)  # fmt: skip
LABELS = (
    ("TEL ", "FAX ", "携帯 ", "E-mail: ", ""), ("T. ", "F. ", "M. ", "", ""),
    ("電話 ", "FAX ", "携帯電話 ", "メール ", "URL "),
    ("Tel: ", "Fax: ", "Mobile: ", "Mail: ", "URL: "),
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """Where the parts stand: `(x, y, size)` each, `right` of the card for addresses, colours of paper and ink."""

    company: tuple
    unit: tuple
    title: tuple
    name: tuple
    kana: tuple
    foot: tuple
    paper: str = "white"
    ink: str = "#1d1d1f"
    beside: bool = False


LOOKS = (
    Look((80, 60, 44), (80, 130, 26), (80, 200, 26), (80, 245, 60), (80, 322, 22), (80, 440, 25)),
    Look((80, 540, 40), (80, 70, 26), (80, 110, 26), (80, 160, 66), (80, 245, 22), (80, 310, 24)),
    Look((520, 60, 40), (520, 130, 24), (520, 170, 24), (80, 230, 70), (80, 320, 24), (520, 400, 24)),
    Look((300, 50, 46), (300, 125, 24), (300, 180, 24), (300, 220, 60), (300, 300, 22), (300, 420, 24)),
    Look(
        (80, 60, 40), (80, 120, 26), (80, 250, 26), (240, 235, 58), (250, 312, 20), (80, 420, 25), beside=True
    ),
    Look(
        (80, 60, 44),
        (80, 130, 26),
        (80, 200, 26),
        (80, 245, 60),
        (80, 322, 22),
        (80, 430, 24),
        "#1f3b57",
        "#f5f5f5",
    ),
    Look((80, 60, 36), (80, 330, 24), (80, 290, 24), (80, 200, 56), (80, 165, 20), (520, 330, 22), "#f4efe2"),
    Look((80, 580, 34), (560, 80, 24), (560, 120, 24), (560, 165, 58), (560, 245, 20), (80, 330, 24)),
    Look(
        (80, 50, 30),
        (80, 100, 20),
        (80, 130, 20),
        (80, 165, 44),
        (80, 220, 18),
        (80, 480, 20),
        "#fafafa",
        "#444",
    ),
    Look(
        (80, 70, 44),
        (80, 150, 24),
        (80, 190, 24),
        (80, 235, 62),
        (80, 315, 22),
        (80, 430, 25),
        "#eef3f0",
        "#20452f",
    ),
)


def cards(count=40, seed=7):
    """`(number of the layout, picture, {field: what stands on it})` of as many cards, repeatable."""
    dice = random.Random(seed)
    for number in range(count):
        facts, labels = _facts(dice), dice.choice(LABELS)
        look = LOOKS[number % len(LOOKS)]
        yield number % len(LOOKS), _spoilt(_drawn(look, facts, labels), look.paper, dice), facts


def plain_cards(count, seed=7):
    """The same without tilt, softness and grain; the dark layout is left out: a dark table hides it."""
    dice = random.Random(seed)
    light = [number for number, look in enumerate(LOOKS) if look.ink != "#f5f5f5"]
    for number in range(count):
        facts, labels = _facts(dice), dice.choice(LABELS)
        place = light[number % len(light)]
        yield place, _drawn(LOOKS[place], facts, labels), facts


def _facts(dice):
    (name, kana, login), (company, domain) = dice.choice(PEOPLE), dice.choice(COMPANIES)
    postal_code, address = dice.choice(PLACES)
    area = dice.choice(("03", "06", "052", "011", "076"))
    middle = dice.randrange(1000, 10000) if len(area) == 2 else dice.randrange(100, 1000)
    last = dice.randrange(1000, 9990)
    return {
        "name": name, "kana": kana, "company": company, "department": dice.choice(UNITS),
        "title": dice.choice(TITLES), "postal_code": postal_code, "address": address,
        "phone": f"{area}-{middle}-{last}", "fax": f"{area}-{middle}-{last + 1}",
        "mobile": f"0{dice.choice((80, 90, 70))}-{dice.randrange(1000, 9999)}-{dice.randrange(1000, 9999)}",
        "email": f"{login}@{domain}.example.jp", "url": f"https://www.{domain}.example.jp/",
    }  # fmt: skip


def _drawn(look, facts, labels):
    image = Image.new("RGB", SIZE, look.paper)
    draw = ImageDraw.Draw(image)

    def put(place, text, bold=0):
        x, y, size = place
        font = ImageFont.truetype(FONT, size)
        draw.text((x, y), text, font=font, fill=look.ink, stroke_width=bold, stroke_fill=look.ink)

    put(look.company, facts["company"], bold=1)
    put(look.unit, facts["department"])
    put(look.title, facts["title"])
    if look.beside:  # a long title would run into the name
        look = Look(**{**vars(look), "name": (80 + 30 * len(facts["title"]) + 40, *look.name[1:])})
    put(look.name, facts["name"])
    put(look.kana, facts["kana"])
    x, y, size = look.foot
    for line, text in enumerate(_foot(facts, labels, narrow=x > 400)):
        put((x, y + round(line * size * 1.45), size), text)
    return image


def _foot(facts, labels, narrow):
    phone, fax, mobile, mail, url = labels
    place = (
        [f"〒{facts['postal_code']}", facts["address"]]
        if narrow
        else [f"〒{facts['postal_code']} {facts['address']}"]
    )
    numbers = [f"{phone}{facts['phone']}", f"{fax}{facts['fax']}"]
    numbers = numbers if narrow else ["  ".join(numbers)]
    return [*place, *numbers, f"{mobile}{facts['mobile']}", f"{mail}{facts['email']}", f"{url}{facts['url']}"]


def _spoilt(image, paper, dice):
    """Tilted up to three degrees, a little soft, with the grain of a sensor."""
    tilted = image.rotate(
        dice.uniform(-3, 3), resample=Image.Resampling.BICUBIC, expand=True, fillcolor=paper
    )
    soft = tilted.filter(ImageFilter.GaussianBlur(dice.uniform(0, 0.9)))
    grain = Image.effect_noise(soft.size, 40).convert("RGB")
    return Image.blend(soft, grain, dice.uniform(0.02, 0.12))
