"""Amazon's feeds (API 2021-06-30): a document goes up, Amazon works on it for minutes, a report comes back.

Documented at developer-docs.amazon.com/sp-api (Feeds API v2021-06-30, feed type values) and in amzn/selling-partner-
api-models: models/feeds-api-model/feeds_2021-06-30.json, schemas/feeds/listings-feed-*-v2.json. A flat file for Japan
is Shift_JIS (its users say so in the issues of several public clients). From memory: the shape of the report on a
flat file, and how many messages one listings feed may hold.
"""

import gzip
import io
import json
import re
import time
import zlib

from app.commerce.malls.accounts import ACCEPTED, REFUSED, UNKNOWN, Result
from app.commerce.malls.calling import Caller, Limit, checked_address
from app.commerce.malls.carriers import company
from app.commerce.malls.failing import Refused
from app.commerce.malls.headers import COLUMNS, MARK

FEEDS = "/feeds/2021-06-30/"
CREATE_DOCUMENT = Limit("createFeedDocument", 2.0, 15)
CREATE = Limit("createFeed", 120.0, 15)
GET = Limit("getFeed", 0.5, 15)
GET_DOCUMENT = Limit("getFeedDocument", 45.0, 10)
TRANSFER = Limit("transfer", 0.1, 10)
JSON, TAB = "application/json; charset=UTF-8", "text/tab-separated-values; charset=Shift_JIS"
LISTINGS, FULFILMENT = "JSON_LISTINGS_FEED", "POST_FLAT_FILE_FULFILLMENT_DATA"
MESSAGES = 5000
LARGEST_REPORT = 30 * 1024 * 1024
ROW = re.compile(r"^(?P<record>\d+)\t(?P<code>\d+)\t(?P<kind>\w+)\t(?P<said>.*)$", re.MULTILINE)


class Feeds:
    """The feeds of one seller in one marketplace."""

    def __init__(self, caller: Caller, account, marketplace):
        self.caller, self.account, self.marketplace = caller, account, marketplace

    def send(self, kind, content_type, content):
        """Hand a document in: the feed's id. Not sent a second time when nobody knows whether it arrived."""
        said = self.caller.ask(
            "createFeedDocument",
            "POST",
            f"{FEEDS}documents",
            limit=CREATE_DOCUMENT,
            json={"contentType": content_type},
        ).json()
        self.caller.ask(
            "upload", "PUT", checked_address(said["url"]), limit=TRANSFER, open_to_all=True, content=content,
            headers={"Content-Type": content_type},
        )  # fmt: skip
        asked = {
            "feedType": kind,
            "marketplaceIds": [self.marketplace],
            "inputFeedDocumentId": said["feedDocumentId"],
        }
        made = self.caller.ask(
            "createFeed", "POST", f"{FEEDS}feeds", limit=CREATE, repeatable=False, json=asked
        )
        return made.json()["feedId"]

    def report(self, feed, wait=0.0):
        """The bytes of the report, waited for up to `wait` seconds; None while Amazon is still at it.

        Raises Refused when Amazon gave the whole feed up.
        """
        until = time.monotonic() + wait
        while True:
            said = self.caller.ask("getFeed", "GET", f"{FEEDS}feeds/{feed}", limit=GET).json()
            status = said.get("processingStatus")
            if status == "DONE":
                return self._document(said.get("resultFeedDocumentId"))
            if status in ("FATAL", "CANCELLED"):
                raise Refused("refused", "getFeed", code=status)
            if time.monotonic() >= until:
                return None
            time.sleep(min(10.0 * self.account.pace, max(0.0, until - time.monotonic())))

    def _document(self, document):
        if not document:
            return b""
        said = self.caller.ask(
            "getFeedDocument", "GET", f"{FEEDS}documents/{document}", limit=GET_DOCUMENT
        ).json()
        url = checked_address(said["url"])
        content = self.caller.ask("download", "GET", url, limit=TRANSFER, open_to_all=True).content
        return _unpacked(content) if said.get("compressionAlgorithm") == "GZIP" else content


def _unpacked(content):
    try:
        with gzip.open(io.BytesIO(content)) as file:
            return file.read(LARGEST_REPORT)
    except (OSError, EOFError, zlib.error):
        raise Refused("unreadable", "download") from None


def listings(seller, pairs, operation="merge"):
    """The JSON_LISTINGS_FEED that sets quantities of listings the seller ships. Message n is the n-th pair."""
    messages = [
        {
            "messageId": place,
            "sku": sku,
            "operationType": "PATCH",
            "productType": "PRODUCT",
            "patches": [
                {
                    "op": operation,
                    "path": "/attributes/fulfillment_availability",
                    "value": [{"fulfillment_channel_code": "DEFAULT", "quantity": max(quantity, 0)}],
                }
            ],
        }
        for place, (sku, quantity) in enumerate(pairs, 1)
    ]
    header = {"sellerId": seller, "version": "2.0", "issueLocale": "ja_JP"}
    return json.dumps({"header": header, "messages": messages}, ensure_ascii=False).encode()


def listings_results(report, keys):
    """Results from the report on `listings`, for the keys in the order they were sent."""
    try:
        issues = json.loads(report)["issues"]
        errors = {one.get("messageId"): one for one in issues if one["severity"] == "ERROR"}
    except (ValueError, KeyError, TypeError):
        raise Refused("unreadable", "download") from None
    whole = errors.get(None)
    return [_said(key, errors.get(place) or whole) for place, key in enumerate(keys, 1)]


def _said(key, issue):
    if issue is None:
        return Result(key, ACCEPTED)
    return Result(key, REFUSED, str(issue.get("code", "")), str(issue.get("message", "")))


def shipments(account, rows):
    """The POST_FLAT_FILE_FULFILLMENT_DATA for `[(order id, Parcel)]`: mark, labels, keys, then a line each."""
    table = [MARK, list(COLUMNS.values()), list(COLUMNS)]
    for number, parcel in rows:
        code = company("amazon", account, parcel.carrier)
        name = "" if code != "Other" else parcel.carrier
        quantity = "" if parcel.quantity is None else str(parcel.quantity)
        table.append(
            [
                number,
                parcel.part,
                quantity,
                parcel.shipped_on.isoformat(),
                code,
                name,
                parcel.number,
                parcel.method,
            ]
        )
    lines = ["\t".join(re.sub(r"[\t\r\n]", " ", one) for one in row) for row in table]
    return "".join(f"{line}\r\n" for line in lines).encode("cp932", "replace")


def shipment_results(report, keys):
    """Results from the report on `shipments`: a table of errors by record number under a short summary."""
    text = report.decode("cp932", "replace")
    errors = {
        int(row["record"]): {"code": row["code"], "message": row["said"]}
        for row in ROW.finditer(text.replace("\r", ""))
        if row["kind"] == "Error"
    }
    if not errors and "records successful" not in text:
        return [Result(key, UNKNOWN, "report") for key in keys]
    return [_said(key, errors.get(place)) for place, key in enumerate(keys, 1)]
