"""メール取り込み: mails I sent to my address, with what they probably belong to."""

from flask import Blueprint, request, url_for

from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.records.kit.queries import every, titles
from app.sales.mails import queries
from app.sales.mails.forms import FIELDS, MailForm, begun
from app.sales.mails.issuing import address_of, written
from app.sales.mails.model import IncomingMail
from app.sales.mails.showing import DOUBTS, STATES, TABS, WHYS, verdicts_of
from app.sales.mails.taking import dismiss, proposed, reopen, take_in
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.permissions import ACTIVITY_EDIT
from app.sales.persons.record import PERSON
from app.sales.results.queries import deals_at, persons_at
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("mails", __name__, url_prefix="/mail-imports")
entry("sell", "Logging mails", "sales.mails.index", "inbox", ACTIVITY_EDIT, position=36)


@bp.get("")
@requires(ACTIVITY_EDIT)
def index():
    """My mails: those that wait, those that were logged, those put aside."""
    tab = request.args.get("show", "waiting")
    rows = paged(
        queries.own(*TABS.get(tab, TABS["waiting"])), IncomingMail.received_at, IncomingMail.id,
        descending=True, token=request.args.get("page"),
    )  # fmt: skip
    names, made = queries.named(rows.rows)
    return page(
        "sales/mails/index.html", "sales/mails/_list.html", rows=rows, names=names, made=made, tab=tab,
        states=STATES, counts=queries.counts(), address=written(address_of(queries.me())),
    )  # fmt: skip


@bp.get("/<uuid:mail_id>")
@requires(ACTIVITY_EDIT)
def show(mail_id):
    """One mail, and the activity it would become."""
    mail = find(queries.own(), mail_id)
    return _mail(mail, begun(mail))


@bp.get("/<uuid:mail_id>/around")
@requires(ACTIVITY_EDIT)
def around(mail_id):
    """The people and opportunities of the chosen account."""
    mail, form = find(queries.own(), mail_id), MailForm(request.args)
    form.partner_id.pre_validate(form)
    return page("sales/mails/show.html", "sales/mails/_around.html", **_choices(mail, form))


@bp.post("/<uuid:mail_id>/activity")
@requires(ACTIVITY_EDIT)
def create_activity(mail_id):
    """Log it, and go on with the next one; `unseen`: from the list, as it is proposed."""
    mail = find(queries.own(), mail_id)
    if request.form.get("unseen") and not mail.doubts:
        take_in(mail, proposed(mail))
        return answer(None, url_for(".index"), _("The mail was logged."))
    form = MailForm()
    if form.validate():
        with form.absorbing():
            take_in(mail, _values(form))
    return _mail(mail, form, 422) if form.errors else _onwards(mail, _("The mail was logged."))


@bp.post("/<uuid:mail_id>/dismissal")
@requires(ACTIVITY_EDIT)
def create_dismissal(mail_id):
    """Put it aside, and go on with the next one."""
    dismiss(mail := find(queries.own(), mail_id))
    return _onwards(mail, _("The mail was put aside."))


@bp.delete("/<uuid:mail_id>/dismissal")
@requires(ACTIVITY_EDIT)
def destroy_dismissal(mail_id):
    """Take it up again."""
    mail = find(queries.own(), mail_id)
    reopen(mail)
    return answer(None, url_for(".show", mail_id=mail.id), _("The mail waits again."))


def _values(form):
    person, deal = (
        find(every(kind), id_of(form[name].data)) if form[name].data else None
        for kind, name in ((PERSON, "person_id"), (OPPORTUNITY, "opportunity_id"))
    )
    values = {name: form[name].data for name in FIELDS}
    return {**values, "person_id": person and person.id, "opportunity_id": deal and deal.id}


def _onwards(mail, said):
    following = queries.next_waiting(mail)
    return answer(None, url_for(".show", mail_id=following.id) if following else url_for(".index"), said)


def _mail(mail, form, status=200):
    return page(
        "sales/mails/show.html", "sales/mails/_form.html", status, states=STATES, doubts=DOUBTS, whys=WHYS,
        verdicts=verdicts_of(mail), made=queries.named([mail])[1], following=queries.next_waiting(mail),
        **_choices(mail, form),
    )  # fmt: skip


def _choices(mail, form):
    partner_id = form.partner_id.data
    persons = queries.with_chosen(persons_at(partner_id) if partner_id else [], id_of(form.person_id.data))
    form.offer(persons, deals_at(partner_id, id_of(form.opportunity_id.data)) if partner_id else [])
    name = titles("partner", [partner_id]).get(partner_id) or form.partner_id.text
    return {"mail": mail, "form": form, "partner_name": name}
