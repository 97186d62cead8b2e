"""What lists, files and the time line know of a request; its pages are its own."""

from sqlalchemy import func, select
from sqlalchemy.orm import column_property

from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _l
from app.platform.search.asking import Condition
from app.procurement.rfqs import permissions
from app.procurement.rfqs.model import Rfq, RfqInvitation
from app.procurement.rfqs.queries import departments, limit_of
from app.procurement.rfqs.wording import OPENING_RULES, STATES
from app.records.kit.describing import Card, Field, Permissions, RecordType
from app.records.kit.documents import document
from app.records.kit.filters import Filter, Option, choice_filter

ALL = Option("", _l("All"), ())


def _invited(*conditions):
    asked = (RfqInvitation.tenant_id == Rfq.tenant_id, RfqInvitation.rfq_id == Rfq.id, *conditions)
    counted = select(func.count()).select_from(RfqInvitation).where(*asked)
    return column_property(counted.correlate_except(RfqInvitation).scalar_subquery(), deferred=True)


Rfq.invited_count = _invited()
Rfq.answered_count = _invited(RfqInvitation.response_count > 0)


def _mine():
    return (ALL, Option("1", _l("Mine"), (Condition("requester_id", "in", (context.actor().id,)),)))


def _departments():
    rows = session.execute(departments())
    return (
        ALL,
        *(Option(str(one), name, (Condition("organisation_id", "in", (one,)),)) for one, name in rows),
    )


_STATUS = Field(
    "status",
    _l("State"),
    "choice",
    choices=tuple((code, label) for code, (label, _tone) in STATES.items()),
    tones={code: tone for code, (_label, tone) in STATES.items()},
)
_ASKED = (
    Field("number", _l("Request no."), "code"),
    Field("revision", _l("Revision"), "number"),
    Field("subject", _l("Subject"), required=True),
    _STATUS,
    Field("category_id", _l("Category"), "link", link="category"),
    Field("organisation_id", _l("Department"), "link", link="organisation"),
    Field("requester_id", _l("Requested by"), "link", link="user"),
    Field("invited_count", _l("Suppliers asked"), "number"),
    Field("answered_count", _l("Answers"), "number"),
)
_DAYS = (
    Field("deadline", _l("Answer until"), "datetime"),
    Field("sent_at", _l("Sent at"), "datetime"),
    Field("closed_at", _l("Closed at"), "datetime"),
    Field("created_at", _l("Created at"), "datetime"),
)
_TERMS = (
    Field("body", _l("What we ask for"), "long"),
    Field("opening_rule", _l("Opening of the answers"), "choice", choices=tuple(OPENING_RULES.items())),
    Field("delivery_place", _l("Place of delivery")),
    Field("desired_terms", _l("Wanted terms")),
    Field("validity_days", _l("Valid for (days)"), "number"),
    Field("memo", _l("Internal memo"), "long"),
    Field("close_reason", _l("Why it ended"), "long"),
)
RFQ = document(
    RecordType(
        name="rfq",
        model=Rfq,
        label=_l("Request for quotation"),
        plural=_l("Requests for quotation"),
        path="/rfqs",
        endpoint="procurement.rfqs",
        icon="rfq",
        cards=(
            Card(_l("Request for quotation"), _ASKED, "request"),
            Card(_l("Dates"), _DAYS, "dates"),
            Card(_l("Contents"), _TERMS, "terms"),
        ),
        columns=(
            "number",
            "subject",
            "status",
            "deadline",
            "answered_count",
            "invited_count",
            "organisation_id",
            "requester_id",
        ),  # fmt: skip
        sorts=("created_at", "deadline"),
        order="-created_at",
        permissions=Permissions(
            permissions.VIEW,
            take_out=permissions.EXPORT,
            work=permissions.EDIT,
            comment=permissions.COMMENT,
        ),
        states=(),
        filters=(
            choice_filter(_STATUS, _l("All")),
            Filter("mine", _l("Whose"), _mine),
            Filter("organisation", _l("Department"), _departments),
        ),
        key="number",
        title="subject",
        placeholder=_l("Number or subject"),
        first_step=_l("Ask several suppliers for a price at once."),
        said=("reason", "supplier"),
        within=lambda _model, actor: limit_of(actor),
        files="internal",
    )
)
