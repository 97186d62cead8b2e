"""Photographs of cards that lie on a table: turned, aslant, in uneven light, on wood, cloth or a grey desk."""

import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

TABLES = ("#8a5a34", "#39424e", "#b9b4aa", "#2f5d46")


def photo(cards, table=0, seed=3, tilt=12, columns=3, size=(2400, 1800)):
    """Those pictures of cards on one table (PIL, RGB)."""
    dice = random.Random(seed)
    sheet = _table(TABLES[table % len(TABLES)], size, dice)
    rows = -(-len(cards) // columns)
    cell = size[0] // columns, size[1] // rows
    for number, card in enumerate(cards):
        scale = min(cell[0] * 0.8 / card.width, cell[1] * 0.7 / card.height)
        _lay(sheet, card.resize((round(card.width * scale), round(card.height * scale))), dice.uniform(-tilt, tilt),
             (number % columns * cell[0] + cell[0] // 2, number // columns * cell[1] + cell[1] // 2))  # fmt: skip
    grain = Image.effect_noise(size, 30).convert("RGB")
    return Image.blend(ImageChops.multiply(sheet, _light(size)), grain, 0.06)


def _table(colour, size, dice):
    """Wood: long lines that are hardly darker or lighter."""
    sheet = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(sheet)
    for _line in range(160):
        y, shade = dice.randrange(size[1]), dice.randrange(-14, 14)
        tone = tuple(max(0, min(255, part + shade)) for part in sheet.getpixel((0, 0)))
        draw.line([(0, y), (size[0], y + dice.randrange(-40, 40))], fill=tone, width=dice.randrange(2, 14))
    return sheet.filter(ImageFilter.GaussianBlur(3))


def _lay(sheet, card, angle, middle):
    turned = card.convert("RGBA").rotate(angle, resample=Image.Resampling.BICUBIC, expand=True)
    shadow = Image.new("RGBA", turned.size, (0, 0, 0, 0))
    shadow.putalpha(turned.getchannel("A").point(lambda part: part // 3))
    at = middle[0] - turned.width // 2, middle[1] - turned.height // 2
    soft = shadow.filter(ImageFilter.GaussianBlur(6))
    sheet.paste(soft, (at[0] + 8, at[1] + 10), soft)
    sheet.paste(turned, at, turned)


def _light(size):
    """A lamp at the left: the right corner lies in the dusk."""
    across = Image.linear_gradient("L").rotate(90).resize(size).point(lambda part: 110 + part * 145 // 255)
    return Image.merge("RGB", (across, across, across))
