"""Reading one card, in the background."""

from sqlalchemy import update

from app.kernel import context, tenancy
from app.kernel.db import session
from app.kernel.errors import Permanent, Rejected, Transient
from app.platform.storage import keep_bytes, opened
from app.sales.cards.cutting import share_out
from app.sales.cards.drawing import as_jpeg, picture, scaled
from app.sales.cards.model import BACK, FAILED, READING, RECOGNIZING, REVIEW, BusinessCard
from app.sales.cards.pairing import settle, settle_front_of
from app.sales.readers import operations as readers
from app.sales.recognition.finding import WHOLE, cut, outlines


def read(card_id):
    """Draw the card and read it. Again is harmless. Raises Transient while the virus check is pending."""
    card = session.get(BusinessCard, (context.tenant_id(), card_id))
    if card is None or card.state not in READING:
        return
    try:
        image = _drawn(card)
        _show_reading(card)
        found = [card.outline] if card.outline else outlines(image) or [WHOLE]
        image = scaled(cut(image, found[0]))
        keep_reading(card, found, image, readers.read(image))
    except Rejected as broken:
        card.state, card.error = FAILED, str(broken)


def keep_reading(card, found, image, reading):
    """What was found: outlines on the picture, the picture of the card, its Reading. All at once at the end."""
    if not card.outline:
        share_out(card, found)
    _keep_picture(card, image)
    card.read_by, card.notice = reading.by, reading.notice
    _keep_fields(card, reading.lines)


def _drawn(card):
    file, content = opened(card.file_id)
    if file is None:
        raise Permanent("the file is gone")
    with content:
        if file.scan == "pending":
            raise Transient("the virus check has not looked at the file yet")
        if file.scan == "infected":
            raise Rejected("The virus check keeps this file closed.")
        return picture(content, file.content_type, card.page)


def _show_reading(card):
    """In a transaction of its own: the page shows at once which card is being read."""
    with tenancy.apart(context.tenant_id()) as own:
        mine = BusinessCard.id == card.id, BusinessCard.state.in_(READING)
        own.execute(update(BusinessCard).where(*mine).values(state=RECOGNIZING))


def _keep_picture(card, image):
    if card.image_id is None:
        kept = keep_bytes(as_jpeg(image), f"card-{card.position}.jpg", subject=card, purpose="preview")
        session.flush()  # the card refers to it
        card.image_id = kept.id


def _keep_fields(card, lines):
    """As one side says it alone, or both together. Whoever pairs sides meanwhile waits, or is waited for."""
    session.refresh(card, ("front_id",), with_for_update=True)
    card.lines, card.error = [one.plain() for one in lines], ""
    card.state = BACK if card.front_id else REVIEW
    session.flush()
    settle_front_of(card) if card.front_id else settle(card)
