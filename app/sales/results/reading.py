"""From what was typed to what is logged."""

from app.kernel.i18n import translate
from app.records.layouts.shaping import labels_of
from app.sales.activities.record import ACTIVITY
from app.sales.results.differing import deal_values
from app.sales.results.operations import Logged

BEGUN = ("kind", "partner_id", "person_id", "opportunity_id", "name", "content")
"""What a form takes over from the plan it carries out."""


def logged_from(form, plan, deal, person):
    """The Logged of a valid ResultForm with the rows its ids name, None for what is not named."""
    values = {
        "kind": form.kind.data,
        "name": form.name.data or _subject(form),
        "starts_at": form.starts_at.data,
        "ends_at": form.ends_at(),
        "content": form.content.data or "",
        "reaction": form.reaction.data or "",
        "partner_id": form.partner_id.data,
        "person_id": person and person.id,
        "opportunity_id": deal and deal.id,
    }
    return Logged(values, plan, deal, deal_values(form, deal), _upcoming(form))


def _subject(form):
    """The first line of the report, or the kind of activity."""
    first = (form.content.data or "").strip().split("\n")[0].split("。")[0][:40]
    return first or translate(labels_of(ACTIVITY, "kind")[form.kind.data])


def _upcoming(form):
    if form.upcoming_at.data is None:
        return {}
    kind = form.upcoming_kind.data
    name = form.upcoming_name.data or translate(labels_of(ACTIVITY, "kind")[kind])
    return {"kind": kind, "name": name, "starts_at": form.upcoming_at.data, "ends_at": None}
