"""What the pages of a deal share: which seat is asked for, and everything the page shows."""

from app.trade.desk.cancelling import counting
from app.trade.desk.forms import MessageForm, OwnNumberForm, ParentForm, RenamingForm
from app.trade.desk.showing import events_shown, faces_of, header_of, seen_as
from app.trade.documents.heading import heading_of
from app.trade.documents.queries import papers_noted
from app.trade.documents.showing import grid
from app.trade.partners.queries import who_wants_to_leave
from app.trade.partners.trees import tree


def facts_of(entered, as_seat=None, form=None):
    """Everything the page of a deal shows; with `as_seat` as that invited partner sees it (Missing for others)."""
    viewer = entered if as_seat is None else seen_as(entered, as_seat)
    faces, header = faces_of(viewer), header_of(viewer)
    return {
        "entered": viewer,
        "looking_as": faces["acting"] if as_seat is not None else None,
        "events": events_shown(viewer, papers_noted(viewer)),
        "partner_rows": tree(entered, as_seat, who_wants_to_leave(entered) if as_seat is None else ()),
        "document_rows": grid(viewer),
        "heading": heading_of(viewer),
        "sent": bool(counting(viewer)),
        "form": form or message_form(faces["partners"]),
        "parent_form": parent_form(header["above"]),
        **own_forms(header["deal"], header["own"]),
        **header,
        **faces,
    }


def parent_form(above):
    """Which deal it stands under."""
    return ParentForm(formdata=None, data={"parent": above.number if above else ""})


def own_forms(deal, own):
    """What the deal is called: by the reader's organisation (`own`, if one acts), and by all."""
    number = OwnNumberForm(formdata=None, data={"number": own.own_number if own else ""})
    return {"own_number_form": number, "renaming_form": RenamingForm(formdata=None, data={"name": deal.name})}


def message_form(partners, **options):
    """The form of a message with the partners one may write to."""
    form = MessageForm(**({"formdata": None} | options))
    form.audience.choices = [(str(one.seat), one.line) for one in partners[1:]]
    return form
