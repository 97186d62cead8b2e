"""1,000 delivery notes from ids of slips to one PDF, against reportlab alone drawing the same lines and strings.

Ours reads the slips (sealed persons opened), dresses, measures, breaks and draws. The baseline replays on a bare canvas
the very calls that ours made, all places known: both end with the same bytes. CPU time of this process, interleaved.
"""

import io
import sys

from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select

from app.commerce.channels.model import Channel
from app.commerce.intake.taking import take
from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.commerce.papers import drawing
from app.commerce.papers.gathering import gathered
from app.commerce.papers.making import sheets, with_carried
from app.commerce.papers.printing import pdf_of
from app.commerce.slips.model import Slip
from app.kernel import clock
from app.kernel.db import session
from app.platform.documents import in_japanese
from bench._ground import fresh_application, inside, interleaved, middle, tell
from bench.labels import GOODS, _label

ROUNDS = 5
DRAWN = (
    "setPageSize", "setFont", "setFillColor", "setStrokeColor", "setLineWidth", "drawString", "line", "rect",
    "showPage", "setTitle", "setCreator",
)  # fmt: skip


def main():
    """Five rounds of each, in turns."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    app = fresh_application("pdf_batch")
    with inside("shop_manager"), app.test_request_context():
        ids = _slips(count)
        calls = _recorded(ids)
        made = pdf_of("delivery_note", ids)
        assert made == _bare(calls)
        ours, baseline = interleaved(lambda: pdf_of("delivery_note", ids), lambda: _bare(calls), ROUNDS)
    print(f"{count:,} delivery notes, {len(made) / 1e6:.1f} MB, {len(calls):,} calls of reportlab")
    tell("pdf-batch", middle(ours), middle(baseline), "s")


def _slips(count):
    channel = Channel(code="R1", name="店", kind="rakuten", sender_name="ふぁーむ商店", changed_at=clock.now(),
                      sender_address="東京都千代田区千代田1-1", registration_number="T1234567890123")  # fmt: skip
    session.add(channel)
    session.flush()
    take(channel, [_order(number) for number in range(count)])
    session.commit()
    return session.scalars(select(Slip.id).order_by(Slip.ordered_at, Slip.id)).all()


def _order(number):
    person = _label(number).recipient
    lines = [
        IncomingLine(
            key=str(n), name=name, quantity=n, price=1980 * n, rate=8 if n % 2 else 10, own_code=f"C-{n:04}"
        )
        for n, name in enumerate(GOODS[: number % 4 + 1], 1)
    ]
    goods = sum(line.price * line.quantity for line in lines)
    return IncomingOrder(
        number=f"123456-20261105-{number:010}", ordered_at=clock.now(), buyer=person, lines=lines, payment="銀行振込",
        slips=[IncomingSlip(recipient=person)],
        money=IncomingMoney(goods=goods, postage=660, shop_coupon=500, points=300, total=goods - 140),
    )  # fmt: skip


class Recording(Canvas):
    """A canvas that notes what is asked of it."""

    calls: list


def _noting(name):
    plain = getattr(Canvas, name)

    def noted(self, *args, **options):
        depth, self.depth = getattr(self, "depth", 0), getattr(self, "depth", 0) + 1
        if depth == 0:
            Recording.calls.append((name, args, options))
        try:
            return plain(self, *args, **options)
        finally:
            self.depth = depth

    return noted


for _name in DRAWN:
    setattr(Recording, _name, _noting(_name))


def _recorded(ids):
    Recording.calls = []
    with in_japanese():
        parcels = with_carried(gathered(ids), "delivery_note")
        drawing.booklet(sheets("delivery_note", parcels, {}), "delivery_note", Recording)
    return Recording.calls


def _bare(calls):
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for name, args, options in calls:
        getattr(canvas, name)(*args, **options)
    canvas.save()
    return out.getvalue()


if __name__ == "__main__":
    main()
