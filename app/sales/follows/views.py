"""The block of follow-ups on a lead, and of results on a campaign."""

from flask import Blueprint, url_for

from app.kernel.i18n import _
from app.records.kit.blocks import add_block
from app.records.kit.queries import every, titles
from app.sales.follows.choices import LABELS, TONES
from app.sales.follows.forms import FollowForm
from app.sales.follows.operations import follow_up
from app.sales.follows.queries import follows, result_of, statuses_in
from app.sales.leads.record import LEAD
from app.sales.permissions import LEAD_EDIT
from app.web.answer import answer, page, retargeted
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("follows", __name__, url_prefix="/leads/<uuid:record_id>/follows")


def block_of(lead, form=None):
    """What the card of a lead shows."""
    form = form or FollowForm(formdata=None, data={"campaign_id": lead.campaign_id})
    picked = form.campaign_id
    text = picked.text or titles("campaign", [picked.data]).get(picked.data, "")
    return {
        "lead": lead,
        "lines": follows(lead.id),
        "labels": LABELS,
        "tones": TONES,
        "form": form,
        "text": text,
    }


@bp.post("")
@requires(LEAD_EDIT)
def create(record_id):
    """Note how far we are."""
    lead, form = find(every(LEAD), record_id), FollowForm()
    if form.validate():
        with form.absorbing():
            follow_up(
                lead, form.campaign_id.data, form.status.data, form.followed_on.data, form.note.data or ""
            )
    if form.errors:
        return page("sales/follows/new.html", "sales/follows/_form.html", 422, block=block_of(lead, form))
    there = url_for("sales.leads.show", record_id=lead.id)
    message = _("The follow-up has been noted.")
    changed = answer("sales/follows/changed.htmx.html", there, message, block=block_of(lead))
    return retargeted(changed, f"#follows-{lead.id}")


def _results(campaign):
    return "sales/follows/_results.html", {
        "campaign": campaign,
        "result": result_of(campaign),
        "statuses": statuses_in(campaign.id),
        "labels": LABELS,
        "tones": TONES,
    }


add_block("lead", lambda lead: ("sales/follows/_card.html", block_of(lead)))
add_block("campaign", _results)
