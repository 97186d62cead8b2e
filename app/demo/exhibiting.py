"""What came back from the fair of the demonstration: business cards that wait to be looked at."""

import datetime as dt
import io

from sqlalchemy import select

from app.demo import card_drawing
from app.demo.stage import Stage, office_hours
from app.kernel.db import session
from app.sales.campaigns.model import Campaign
from app.sales.cards.drawing import as_jpeg
from app.sales.cards.operations import add, begin
from app.sales.cards.pairing import pair
from app.sales.cards.recognising import keep_reading
from app.sales.readers.operations import Reading
from app.sales.recognition.finding import WHOLE


def play(known, today):
    """Four cards, one with a back, read but not taken in. What they say is known: reading them would take a while."""
    with Stage(known).as_("kimura", office_hours(today - dt.timedelta(days=1), 18)):
        fair = session.scalars(select(Campaign.id).where(Campaign.kind == "exhibition").limit(1)).first()
        batch = begin("展示会でいただいた名刺", fair)
        cards = [
            _brought(batch, f"名刺{number + 1}.jpg", *card_drawing.front(number))
            for number in range(len(card_drawing.CARDS))
        ]
        pair(cards[1], _brought(batch, "名刺2裏面.jpg", *card_drawing.back()))


def _brought(batch, name, image, lines):
    (card,) = add(batch, io.BytesIO(as_jpeg(image)), name)
    keep_reading(card, [WHOLE], image, Reading(lines))
    session.flush()
    return card
