"""What cards learn from their jobs, who may open their files, and their block on a person's page."""

from sqlalchemy import cast, literal
from sqlalchemy.dialects.postgresql import JSONB

from app.kernel import context
from app.kernel.events import subscribe
from app.kernel.i18n import _l, translate
from app.platform.audit.sentences import SENTENCES, say_verbs
from app.platform.storage.reaching import readable
from app.records.kit.blocks import add_block
from app.records.kit.holding import hold
from app.sales.cards.model import BusinessCard
from app.sales.cards.operations import note_failure
from app.sales.cards.queries import backs_of, history_of
from app.sales.permissions import PERSON_VIEW

say_verbs(
    card_imported="Took a business card in",
    card_skipped="Left a business card out",
    card_undone="Took a business card back",
    card_shared_out="Found several business cards on one photo",
    card_joined="Said that a photo shows one business card",
    card_paired="Put front and back of a business card together",
    card_parted="Separated front and back of a business card",
    card_turned="Swapped front and back of a business card",
)
SENTENCES["card_batch.begun"] = "Began a batch of business cards"
SENTENCES["card_batch.taken_in"] = "Took the clear business cards of a batch in"


@subscribe("job.failed")
def note(job):
    """The card says that it was not read."""
    if job.name == "sales.cards.recognise":
        note_failure(job.subject_id, translate("This card could not be read. Type what it says."))


@readable("card_batches")
def may_open(file):
    """What was brought in is for those who see persons."""
    return context.actor().may(PERSON_VIEW)


@readable("business_cards")
def may_see(file):
    """So are the pictures of cards."""
    return context.actor().may(PERSON_VIEW)


def cards_of(person):
    """The block of a person's cards; none where there is no card."""
    cards = [card for card, _name in history_of(person.id)]
    return ("sales/cards/_history.html", {"cards": cards, "backs": backs_of(cards)}) if cards else None


add_block("person", cards_of)


def _touched(model):
    """The batch of a card does not take back what another person had before it."""
    return {"made": model.made.op("||")(cast(literal({"version": -1}, JSONB), JSONB))}


hold(["person"], "cards", _l("Business cards"), BusinessCard, "person_id", also=_touched)
