"""The desk where Amazon takes feeds in, works on them for a while and lays reports out.

Sources: feeds_2021-06-30.json, listings-feed-message-schema-v2.json and listings-feed-processing-report-
schema-v2.json of amzn/selling-partner-api-models; "merge": developer-docs.amazon.com/sp-api/docs/merge-a-listing. The
flat file's report and its codes are from memory.
"""

import gzip
import itertools
import json

from tests.peers.serving import Said

FEEDS = "/feeds/2021-06-30/"
KEYS = (
    "order-id order-item-id quantity ship-date carrier-code carrier-name tracking-number ship-method".split()
)


class Desk:
    """`rounds`: how often getFeed answers IN_PROGRESS first. `ruin`: the next feed ends so (FATAL, CANCELLED)."""

    def __init__(self, shop):
        self.shop, self.numbers, self.documents, self.feeds = shop, itertools.count(1), {}, {}
        self.rounds, self.ruin, self.compressed, self.confirmed = 1, None, True, []

    def operation(self, request):
        """The documented name of what is asked for."""
        kind, _slash, one = request.path.removeprefix(FEEDS).partition("/")
        if kind == "documents":
            return "getFeedDocument" if one else "createFeedDocument"
        return "getFeed" if one else "createFeed"

    def answer(self, request):
        """Do it."""
        one = request.path.rpartition("/")[2]
        return {
            "createFeedDocument": lambda: self._new_document(request.json()["contentType"]),
            "createFeed": lambda: self._new_feed(request.json()),
            "getFeed": lambda: self._feed(one),
            "getFeedDocument": lambda: self._document(one),
        }[request.operation]()

    def stored(self, request):
        """What lies behind a signed address: put once with the very type that was announced, or got."""
        held = self.documents.get(request.path.rpartition("/")[2])
        if held is None:
            return Said(403)
        if request.method == "PUT":
            if request.headers.get("content-type") != held["type"]:
                return Said(403)
            held["content"] = request.said
            return Said(200)
        return Said(200, held["content"])

    def _new_document(self, kind, content=None):
        name = f"amzn1.tortuga.{next(self.numbers)}"
        self.documents[name] = {"type": kind, "content": content}
        return Said(201, {"feedDocumentId": name, "url": f"{self.shop.url}/stored/{name}"})

    def _new_feed(self, asked):
        held = self.documents.get(asked["inputFeedDocumentId"])
        if held is None or held["content"] is None:
            return Said(400, {"errors": [{"code": "InvalidInput", "message": "inputFeedDocumentId"}]})
        name = str(50_000 + next(self.numbers))
        self.feeds[name] = {"kind": asked["feedType"], "content": held["content"], "rounds": self.rounds}
        return Said(202, {"feedId": name})

    def _feed(self, name):
        feed = self.feeds[name]
        said = {"feedId": name, "feedType": feed["kind"], "createdTime": "2026-11-27T00:00:00Z"}
        if feed["rounds"] > 0:
            feed["rounds"] -= 1
            return Said(200, said | {"processingStatus": "IN_PROGRESS"})
        if self.ruin:
            return Said(200, said | {"processingStatus": self.ruin})
        if "report" not in feed:
            work = self._listings if feed["kind"] == "JSON_LISTINGS_FEED" else self._shipments
            report = work(name, feed["content"])
            content = gzip.compress(report) if self.compressed else report
            feed["report"] = self._new_document("report", content).body["feedDocumentId"]
        return Said(200, said | {"processingStatus": "DONE", "resultFeedDocumentId": feed["report"]})

    def _document(self, name):
        said = {"feedDocumentId": name, "url": f"{self.shop.url}/stored/{name}"}
        return Said(200, said | ({"compressionAlgorithm": "GZIP"} if self.compressed else {}))

    def _listings(self, name, content):
        feed = json.loads(content)
        issues = (
            [] if feed["header"]["sellerId"] == self.shop.seller else [_issue(None, "4000001", "sellerId")]
        )
        for message in feed["messages"] if not issues else ():
            [patch] = message["patches"]
            [value] = patch["value"]
            listing = self.shop.listings.get(message["sku"])
            if listing is None:
                issues.append(_issue(message, "4000003", "SKUが見つかりません"))
            elif patch["op"] not in ("merge", "replace") or not isinstance(value["quantity"], int):
                issues.append(_issue(message, "4000004", "patch"))
            else:
                listing |= {"channel": value["fulfillment_channel_code"], "quantity": value["quantity"]}
        bad = len(issues)
        return json.dumps(
            {
                "header": {"sellerId": self.shop.seller, "version": "2.0", "feedId": name},
                "issues": issues,
                "summary": {
                    "errors": bad, "warnings": 0, "messagesProcessed": len(feed["messages"]),
                    "messagesAccepted": len(feed["messages"]) - bad, "messagesInvalid": bad,
                },
            }
        ).encode()  # fmt: skip

    def _shipments(self, _name, content):
        mark, _labels, keys, *rows = [line.split("\t") for line in content.decode("cp932").splitlines()]
        assert mark[0] == "TemplateType=OrderFulfillment"
        assert keys == KEYS
        errors = []
        for place, row in enumerate(rows, 1):
            told = dict(zip(keys, row, strict=True))
            if told["order-id"] not in self.shop.orders:
                errors.append(f"{place}\t99020\tError\torder-idが正しくありません")
            else:
                self.confirmed.append(told)
        summary = (
            f"Feed Processing Summary:\r\n\tNumber of records processed\t\t{len(rows)}\r\n"
            f"\tNumber of records successful\t\t{len(rows) - len(errors)}\r\n\r\n"
        )
        head = "original-record-number\terror-code\terror-type\terror-message"
        return (summary + "\r\n".join([head, *errors])).encode("cp932")


def _issue(message, code, said):
    place = {"messageId": message["messageId"], "sku": message["sku"]} if message else {}
    return place | {"code": code, "severity": "ERROR", "message": said}
