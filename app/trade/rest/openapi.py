"""The addresses of deals as OpenAPI describes them."""

from app.kernel.i18n import _
from app.records.rest.asking import MOST, USUAL
from app.records.rest.parts import KEY, list_of, operation, path_id, query, ref
from app.trade.removals.removing import DOCUMENTS, INVITEES
from app.trade.rest.asking import CHOICES
from app.trade.rest.schemas import ID, PARAMETERS, TEXT, schemas

TAG = "deals"
DEAL, PARTNER, DOCUMENT = ("/deals/{deal_id}", "/deals/{deal_id}/partners", "/deals/{deal_id}/documents")


def described():
    """`{paths, schemas}` of deals, in the language spoken."""
    paths = _lists() | _deal() | _happening() | _partners() | _documents() | _acts() | _readings()
    return {"paths": paths, "schemas": schemas()}


def _said(name, summary, asked, answer, **more):
    return operation(name, TAG, summary, asked, answer=answer, **more)


def _in_deal(*further):
    seat = query("seat", ID, _("Which of your own seats acts. Needed to write where there are several."))
    return [path_id("deal_id"), seat, *further]


def _limit():
    return query("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL})


def _lists():
    keys = [query(name, schema) for name, schema in PARAMETERS.items()]
    asked = [
        query("q", {"type": "string", "maxLength": 100}, _("A number, or part of the name.")),
        *(query(name, {"type": "string", "enum": list(words)}) for name, words in CHOICES.items()),
        *keys,
        query(
            "updated_since", {"type": "string", "format": "date-time"}, _("Changed at this moment or later.")
        ),
        _limit(),
        query("cursor", TEXT, _("The cursor that the page before gave as its next.")),
    ]
    return {
        "/deals": {
            "get": _said(
                "list_deals", _("List deals, the latest happening first"), asked, list_of("DealListed")
            ),
            "post": _said("open_deal", _("Open a deal"), [KEY], ref("Deal"), sends="DealNew", status="201"),
        },
        "/deals/match": {
            "get": _said(
                "match_deal",
                _("Find the one deal of a number; 409 when there are several"),
                keys,
                ref("Deal"),
            )
        },
    }


def _deal():
    one, done = _in_deal(), f"{DEAL}/completion"
    return {
        DEAL: {
            "get": _said("get_deal", _("Get a deal"), one, ref("Deal")),
            "patch": _said(
                "update_deal",
                _("Rename a deal, set the in-house number"),
                one,
                ref("Deal"),
                sends="DealChanges",
            ),
        },
        done: {
            "post": _said("complete_deal", _("Complete a deal"), [*one, KEY], ref("Deal")),
            "delete": _said("reopen_deal", _("Open a completed deal again"), one, ref("Deal")),
        },
        f"{DEAL}/cancellation": {
            "post": _said(
                "cancel_deal", _("Cancel a deal"), [*one, KEY], ref("Deal"), sends="DealCancelling"
            ),
            "delete": _said("revive_deal", _("Take back the cancellation of a deal"), one, ref("Deal")),
        },
    }


def _happening():
    after = query("after", TEXT, _("The next of the answer before: only what came since."))
    events = list_of("DealEvent", more={"type": "boolean"})
    return {
        f"{DEAL}/messages": {
            "post": _said(
                "write_message",
                _("Write to all partners, or to some"),
                _in_deal(KEY),
                {"type": "object"},
                sends="DealMessage",
                status="201",
            )
        },
        f"{DEAL}/events": {
            "get": _said("list_events", _("What happened since, in order"), _in_deal(after, _limit()), events)
        },
    }


def _partners():
    one = _in_deal(path_id("partner_id"))
    choices = [
        query("documents", {"type": "string", "enum": list(DOCUMENTS)}, _("What becomes of its documents")),
        query("invitees", {"type": "string", "enum": list(INVITEES)}, _("What becomes of those it invited")),
    ]
    partner, new, changes = ref("DealPartner"), "DealPartnerNew", "DealPartnerChanges"
    returned = f"{DEAL}/removals/{{removal_id}}/return"
    return {
        PARTNER: {
            "get": _said("list_partners", _("List the partners"), _in_deal(), list_of("DealPartner")),
            "post": _twice(
                _said("add_partner", _("Add a partner"), _in_deal(KEY), partner, sends=new, status="201")
            ),
        },
        f"{PARTNER}/{{partner_id}}": {
            "get": _said("get_partner", _("Get a partner"), one, partner),
            "patch": _said(
                "update_partner", _("Change rights and visibility of a partner"), one, partner, sends=changes
            ),
            "delete": _said("remove_partner", _("Take a partner out"), [*one, *choices], ref("DealRemoval")),
        },
        returned: {
            "post": _said(
                "return_partner",
                _("Take back a removal"),
                _in_deal(path_id("removal_id"), KEY),
                list_of("DealPartner"),
            )
        },
    }


def _twice(said):
    """A POST that answers 200 where it found what was asked for."""
    said["responses"]["200"] = said["responses"]["201"]
    return said


def _documents():
    one, document = _in_deal(path_id("document_id")), ref("DealDocument")
    listed = list_of("DealDocumentListed")
    reason = query("reason", {"type": "string", "maxLength": 1000}, _("Why; needed once it was sent"))
    return {
        DOCUMENT: {
            "get": _said("list_documents", _("List the documents"), _in_deal(), listed),
            "post": _twice(
                _said(
                    "begin_document",
                    _("Begin a document"),
                    _in_deal(KEY),
                    document,
                    sends="DealDocumentNew",
                    status="201",
                )
            ),
        },
        f"{DOCUMENT}/{{document_id}}": {
            "get": _said("get_document", _("Get a document with its ETag"), one, document),
            "patch": _said(
                "update_document",
                _("Change fields of a document as it was seen"),
                [*one, _if_match()],
                document,
                sends="DealDocumentChanges",
            ),
            "delete": _said(
                "delete_document",
                _("Delete a document"),
                [*one, _if_match(), query("_etag", TEXT), reason],
                ref("DealDocumentGone"),
            ),
        },
    }


def _acts():
    one, document = _in_deal(path_id("document_id"), KEY), ref("DealDocument")
    at = f"{DOCUMENT}/{{document_id}}"
    acts = (("sending", "send_document", _("Send it as it stands")),)
    acts += (("withdrawal", "withdraw_document", _("Withdraw it, with a reason")),)
    return {
        f"{at}/{path}": {"post": _said(name, summary, [*one, _if_match()], document, sends="DealDocumentAct")}
        for path, name, summary in acts
    }


def _readings():
    one, at = _in_deal(path_id("document_id")), f"{DOCUMENT}/{{document_id}}"
    number = {"name": "number", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}
    version = ref("DealDocumentVersion")
    file = _said("get_file", _("Get a file"), [*one, path_id("file_id")], {})
    file["responses"]["200"]["content"] = {"application/octet-stream": {}, "*/*": {}}
    return {
        f"{at}/versions/{{number}}": {
            "get": _said("get_version", _("Get a version as it was sent"), [*one, number], version)
        },
        f"{at}/files/{{file_id}}": {"get": file},
    }


def _if_match():
    told = _("The ETag you saw (412 when it is another), or _etag in the body (409)")
    return {"name": "If-Match", "in": "header", "schema": TEXT, "description": told}
