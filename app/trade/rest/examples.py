"""Requests about deals to copy, one for each group of addresses."""

from app.kernel.i18n import _
from app.records.rest.examples import curl

ID = "018f0000-0000-7000-8000-000000000000"
KEY, ETAG = 'Idempotency-Key: "$(uuidgen)"', 'If-Match: \\"0123456789abcdef\\"'
DEAL = {
    "name": "Singapore 60 CT", "direction": "export", "load_type": "FCL", "brokered": True,
    "organisation": "YAMADA-01", "business_type": "SH",
}  # fmt: skip
PARTNER = {"organisation": "MINATO-01", "business_type": "FW", "rights": {"packing_list": "R"}}
DOCUMENT = {"kind": "gate_in_slip", "unit": "CSQU3054383"}


def examples(address):
    """`[(title, line, curl)]`; `address` is that of deals."""
    one = f"{address}/{ID}"
    document, key = f"{one}/documents/{ID}", f"{address}/match?booking_number=B-1&scac=ABCD"
    partner = f"{one}/partners/{ID}?documents=delete&invitees=adopt"
    said = (
        (_("Find deals"), f"GET {key}", (key,)),
        (_("Open a deal"), f"POST {address}", (address, "POST", DEAL, KEY)),
        (_("Add a partner"), f"POST {one}/partners", (f"{one}/partners", "POST", PARTNER, KEY)),
        (_("Take a partner out"), f"DELETE {partner}", (partner, "DELETE")),
        (_("Begin a document"), f"POST {one}/documents", (f"{one}/documents", "POST", DOCUMENT, KEY)),
        (
            _("Change fields of a document as it was seen"),
            f"PATCH {document}",
            (document, "PATCH", {"fields": {"plate": "12-34"}}, ETAG),
        ),
        (_("Send it as it stands"), f"POST {document}/sending", (f"{document}/sending", "POST", {}, ETAG)),
        (_("Get a file"), f"GET {document}/files/{ID}", (f"{document}/files/{ID}",)),
        (_("What happened since, in order"), f"GET {one}/events?after=…", (f"{one}/events?limit=100",)),
    )
    return [(title, line.replace(ID, "{id}"), curl(*request)) for title, line, request in said]
