"""The page on which a salesman in a car park logs a visit."""

from flask import Blueprint, request, url_for

from app.kernel import context
from app.kernel.i18n import _, _l
from app.kernel.ids import id_of, new_id
from app.records.attachments.operations import attach
from app.records.kit.queries import every, titles
from app.sales.activities.record import ACTIVITY
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.permissions import ACTIVITY_EDIT
from app.sales.persons.record import PERSON
from app.sales.results.catalogue import PHRASES
from app.sales.results.differing import catch_up, differences, in_words, show
from app.sales.results.forms import ResultForm, usual_start
from app.sales.results.operations import entered, log
from app.sales.results.queries import deals_at, held_deals, persons_at, plans_due, recent_accounts
from app.sales.results.reading import BEGUN, logged_from
from app.web import installing, menu
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.shell import addresses

bp = Blueprint("results", __name__, url_prefix="/activities/results")
menu.entry("sell", "Log an activity", "sales.results.new", "pencil", ACTIVITY_EDIT, position=5)
installing.shortcuts.append((_l("Log an activity"), "sales.results.new"))
addresses["offline_url"] = lambda: context.actor().may(ACTIVITY_EDIT) and url_for("sales.results.new")


@bp.get("/new")
@requires(ACTIVITY_EDIT)
def new():
    """An empty entry, or what is known of it: `plan`, `partner`, `person`, `opportunity` in the address."""
    begun = {"once": str(new_id()), "starts_at": usual_start(), "plan": ""}
    if request.args.get("plan"):
        plan = find(every(ACTIVITY), id_of(request.args["plan"]))
        begun |= {"plan": str(plan.id), **{name: getattr(plan, name) for name in BEGUN}}
    elif request.args.get("opportunity"):
        deal = find(every(OPPORTUNITY), id_of(request.args["opportunity"]))
        begun |= {"opportunity_id": deal.id, "partner_id": deal.partner_id, "person_id": deal.person_id}
    for name in ("partner", "person"):
        if request.args.get(name):
            begun[f"{name}_id"] = id_of(request.args[name])
    return _form(ResultForm(formdata=None, data=begun))


@bp.get("/around")
@requires(ACTIVITY_EDIT)
def around():
    """The people and opportunities of the chosen account, with the basics of the chosen opportunity."""
    form = ResultForm(request.args)
    form.partner_id.pre_validate(form)
    return page("sales/results/_around.html", **_choices(form, fresh=True))


@bp.post("")
@requires(ACTIVITY_EDIT)
def create():
    """Log it; `review` says: only show what would be said to it."""
    form = ResultForm()
    if there := entered(form.once.data):
        return _saved(there)
    plan, deal, person = _named(form)
    sound, late = form.validate(), differences(form, deal)
    if late:
        form.refuse(_("Somebody else changed the opportunity meanwhile. Compare, then save again."))
    elif sound and not request.form.get("review"):
        return _log(form, logged_from(form, plan, deal, person)) or _form(form, 422)
    return _form(form, 422, late)


def _log(form, result):
    with form.absorbing():
        activity = log(result, form.once.data)
        for file in form.files.data or ():
            if file:
                attach(ACTIVITY, activity, file.stream, file.filename)
    return None if form.errors else _saved(activity)


def _saved(activity):
    shown = url_for("sales.activities.show", record_id=activity.id)
    return answer(None, otherwise=shown, message=_("Your report has been saved."))


def _named(form):
    """The plan, the opportunity (held fast: `log` changes it) and the person that the form names."""
    reachable = (every(ACTIVITY), held_deals(), every(PERSON))
    named = zip(reachable, (form.plan, form.opportunity_id, form.person_id), strict=True)
    return [find(rows, id_of(field.data)) if field.data else None for rows, field in named]


def _form(form, status=200, late=()):
    shown = _choices(form, fresh=status == 200)
    return page(
        "sales/results/new.html",
        fragment="sales/results/_form.html",
        status=status,
        plans=plans_due(),
        recent=recent_accounts(),
        phrases=PHRASES,
        late=in_words(form, late),
        **shown,
    )


def _choices(form, *, fresh):
    """The form with the choices of its account; `fresh`: the opportunity's basics as they are, not as typed."""
    partner_id = form.partner_id.data
    chosen = id_of(form.opportunity_id.data)
    persons, deals = (persons_at(partner_id), deals_at(partner_id, chosen)) if partner_id else ([], [])
    form.offer(persons, deals)
    deal = next((one for one in deals if one.id == chosen), None)
    if deal is not None:
        (show if fresh else catch_up)(form, deal)
    name = titles("partner", [partner_id]).get(partner_id) or form.partner_id.text
    return {"form": form, "deal": deal, "partner_name": name}
