"""What the pages of batches have in common."""

from flask import flash, url_for

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import _
from app.platform import jobs
from app.records.kit.describing import LINKS
from app.records.kit.queries import titles
from app.sales.cards.certain import is_clear
from app.sales.cards.drawing import too_large
from app.sales.cards.forms import ACCEPTED, FilesForm
from app.sales.cards.model import OPEN, READING
from app.sales.cards.operations import add, begin
from app.sales.cards.pairing import pair, sides
from app.sales.cards.queries import backs_of, can_be_undone, cards_of, next_open, persons_of
from app.sales.readers.queries import sends_out
from app.web.answer import answer, page


def named(typed=""):
    """The name of a batch; what day it is, where nobody says otherwise."""
    return (typed or "").strip() or _("Cards of %(day)s", day=f"{clock.today():%Y/%m/%d}")


def started(form):
    """`(batch, its cards, sentences about files that were refused)`; without a card there is no batch."""
    with session.begin_nested() as tried:
        batch = begin(named(form.name.data), form.campaign_id.data, form.owner_id.data)
        cards, refused = added(batch, form)
        if not cards:
            tried.rollback()
    return batch, cards, refused


def added(batch, form):
    """`(cards, sentences)`: a bad file among many keeps none of the others out. Sides of one card are put together."""
    cards, refused = [], [str(too_large(name)) for name in form.too_large.data or ()]
    for file in form.brought():
        try:
            cards += add(batch, file.stream, file.filename)
        except Rejected as refusal:
            refused.append(str(refusal))
    for front, back in sides(batch, cards, form.turns.data):
        pair(front, back)
    return cards, refused


def told(batch, cards, refused):
    """The answer after files were brought: how many are read, and which were refused."""
    for sentence in refused:
        flash(sentence, "problem")
    message = _("%(n)s cards are being read.", n=len(cards)) if cards else None
    return answer(None, url_for(".show", batch_id=batch.id), message)


def asked(form, status=200):
    """The page of a new batch."""
    texts = {
        "campaign": titles("campaign", [form.campaign_id.data]).get(form.campaign_id.data, ""),
        "owner": titles("user", [form.owner_id.data]).get(form.owner_id.data, ""),
    }
    return page(
        "sales/cards/new.html",
        fragment="sales/cards/_new.html",
        status=status,
        form=form,
        texts=texts,
        accepted=ACCEPTED,
        sends_out=sends_out(),
        colleagues_url=url_for(f"{LINKS['user'].endpoint}.options", licence="full"),
    )


def shown(batch, form=None):
    """What the page of a batch wants."""
    cards = session.scalars(cards_of(batch.id)).all()
    return {
        "batch": batch,
        "cards": [one for one in cards if not one.front_id],
        "backs": backs_of(cards),
        "persons": persons_of(cards),
        "reading": sum(one.state in READING for one in cards),
        "waiting": sum(one.state in OPEN for one in cards),
        "next": next_open(batch.id),
        "clear": sum(is_clear(one) for one in cards),
        "taking": jobs.under_way(batch.id),
        "undoable": can_be_undone(cards),
        "campaign": titles("campaign", [batch.campaign_id]).get(batch.campaign_id, ""),
        "form": form or FilesForm(formdata=None),
        "accepted": ACCEPTED,
    }
