"""Yahoo!ショッピング as its documentation describes it: XML for orders, forms for stock, tokens of Yahoo! ID連携 v2.

Sources: developer.yahoo.co.jp/webapi/shopping/orderList.html, orderInfo.html, setStock.html (1,000 codes, an unknown
code is no error), /shopping/stock (one query a second), /yconnect/v2/authorization_code/token.html and faq.html (an
access token holds 3,600 seconds; Basic authentication; the refresh token stays). The signature: RSA PKCS#1 v1.5 over
`seller:unix time`, as public programs send it. From memory: most error codes and the bodies of setStock's and
getStock's answers.
"""

import base64
import re
import secrets
import time
import xml.etree.ElementTree as ElementTree
from urllib.parse import unquote_plus
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.peers.serving import Peer, Said

STATUSES = "orderList orderInfo orderChange orderShipStatusChange setStock getStock".split()
SIGNED = STATUSES[:4]
PAY = ("Pay", "Bill")


class Yahoo(Peer):
    """`orders` by id (fields by their documented names; `Item` is a list) and `stock` by item_code."""

    limits = dict.fromkeys(STATUSES, (1.0, 1))

    def __init__(self, *words, seller="chobaya", signed=False, **more):
        super().__init__(*words, **more)
        self.seller, self.orders, self.stock, self.catalogue = seller, {}, {}, set()
        self.client, self.refresh, self.tokens, self.holds = (
            ("client-id", "client-secret"),
            "refresh-1",
            {},
            3600,
        )
        self.key = rsa.generate_private_key(65537, 2048) if signed else None

    @property
    def public_key(self):
        """What the store downloads as its key."""
        return self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def expire(self):
        """An hour goes by: no access token holds any more."""
        self.tokens = {}

    def add(self, number, when, **more):
        """An order; `when` as orderInfo writes it."""
        self.orders[number] = {
            "OrderId": number,
            "OrderTime": when,
            "OrderStatus": "2",
            "BuyerComments": "",
            "Pay": {"PayStatus": "1", "BillLastName": "山田", "BillMailAddress": "hidden@example.jp"},
            "Ship": {"ShipStatus": "1", "ShipLastName": "山田", "ShipCity": "港区"},
            "Item": [{"LineId": "1", "ItemId": "tea", "SubCode": "tea-1", "Title": "茶", "Quantity": "2"}],
            "Detail": {"TotalPrice": "3300"},
            **more,
        }
        return self.orders[number]

    def operation(self, request):
        """The last part of the address."""
        return request.path.rpartition("/")[2]

    def too_many(self, request, seconds):
        """Yahoo does not say for how long."""
        return _error(429, "px-04999", "Too many requests")

    def answer(self, request):
        """Check the token and the signature, then do it."""
        if request.path == "/yconnect/v2/token":
            return self._token(request)
        if not request.path.startswith("/ShoppingWebService/V1/") or request.operation not in STATUSES:
            raise _error(404, "px-04404", "Not Found")
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if self.tokens.get(token, 0) < time.monotonic():
            raise _error(401, "px-04102", "AccessToken has been expired")
        if self.key and request.operation in SIGNED:
            self._check_signature(request)
        if request.operation in ("setStock", "getStock"):
            form = request.form()
            if form.get("seller_id") != self.seller:
                raise _error(400, "px-04001", '"seller_id" is not specified')
            return self._set(form) if request.operation == "setStock" else self._get(form)
        try:
            asked = ElementTree.fromstring(request.said)
        except ElementTree.ParseError:
            raise _error(400, "od00001", "XML") from None
        if asked.tag != "Req" or asked.findtext("SellerId") != self.seller:
            raise _error(403, "od00003", "SellerId")
        return getattr(self, f"_{request.operation}")(asked)

    def _check_signature(self, request):
        try:
            sealed = base64.b64decode(request.headers.get("x-sws-signature", ""))
            seller, at = self.key.decrypt(sealed, PKCS1v15()).decode().split(":")
            fresh = abs(time.time() - int(at)) < 300
        except ValueError:
            seller, fresh = "", False
        if seller != self.seller or not fresh or request.headers.get("x-sws-signature-version") != "1":
            raise _error(401, "px-04102", "signature")

    def _token(self, request):
        form = request.form()
        given = base64.b64decode(
            request.headers.get("authorization", "Basic ").removeprefix("Basic ")
        ).decode()
        if given != ":".join(self.client):
            return Said(401, {"error": "invalid_client", "error_code": 1002})
        if form.get("grant_type") != "refresh_token" or form.get("refresh_token") != self.refresh:
            return Said(400, {"error": "invalid_grant", "error_code": 1104})
        token = secrets.token_urlsafe(20)
        self.tokens[token] = time.monotonic() + self.holds * self.scale
        return Said(200, {"access_token": token, "token_type": "Bearer", "expires_in": self.holds})

    # ------------------------------------------------------------------------------------------------ orders

    def _orderList(self, asked):  # noqa: N802 -- the operation's documented name
        search = asked.find("Search")
        start, size = int(search.findtext("Start", "1")), int(search.findtext("Result", "10"))
        first, last = search.findtext("Condition/OrderTimeFrom"), search.findtext("Condition/OrderTimeTo")
        if not (first and last and re.fullmatch(r"\d{14}", first) and re.fullmatch(r"\d{14}", last)):
            raise _error(400, "od00101", "Condition")
        hits = sorted(
            (order["OrderTime"], number)
            for number, order in self.orders.items()
            if first <= re.sub(r"\D", "", order["OrderTime"][:19]) <= last
        )
        shown = hits[start - 1 : start - 1 + min(size, 2000)]
        listed = "".join(
            f"<OrderInfo><Index>{place}</Index><OrderId>{number}</OrderId></OrderInfo>"
            for place, (_when, number) in enumerate(shown, start)
        )
        return _result(f"<Search><TotalCount>{len(hits)}</TotalCount>{listed}</Search>")

    def _orderInfo(self, asked):  # noqa: N802 -- the operation's documented name
        order = self._order(asked)
        fields = set((asked.findtext("Target/Field") or "").split(","))
        if "OrderId" not in fields:
            raise _error(400, "od00004", "Field")
        return _result(f"<OrderInfo>{_elements(_only(order, fields))}</OrderInfo>")

    def _orderChange(self, asked):  # noqa: N802 -- the operation's documented name
        order, status = self._order(asked), asked.findtext("Order/StoreStatus")
        if status not in [str(number) for number in range(1, 41)]:
            raise _error(400, "od10071", "StoreStatus")
        order["StoreStatus"] = status
        return _result("")

    def _orderShipStatusChange(self, asked):  # noqa: N802 -- the operation's documented name
        order, ship = self._order(asked), asked.find("Order/Ship")
        number, reason = ship.findtext("ShipInvoiceNumber1"), ship.findtext("ShipInvoiceNumberEmptyReason")
        if asked.findtext("Target/IsPointFix") != "true":
            raise _error(400, "od40101", "IsPointFix")
        if bool(number) == bool(reason) or not re.fullmatch(r"\d{8}", ship.findtext("ShipDate", "")):
            raise _error(400, "od40103", "ShipInvoiceNumber")
        if not re.fullmatch(r"\d{4}", ship.findtext("ShipCompanyCode", "")):
            raise _error(400, "od40104", "ShipCompanyCode")
        order["Ship"].update({one.tag: one.text for one in ship})
        return _result("")

    def _order(self, asked):
        number = asked.findtext("Target/OrderId")
        if number not in self.orders:
            raise _error(400, "od00201", "OrderId")
        return self.orders[number]

    # ------------------------------------------------------------------------------------------------- stock

    def _set(self, form):
        codes, quantities = form["item_code"].split(","), form["quantity"].split(",")
        if len(codes) > 1000 or len(codes) != len(quantities):
            raise _error(400, "st-02005", "the number of codes")
        if any(len(one.partition(":")[0]) < 2 for one in codes):
            raise _error(400, "st-02006", "item_code")
        said = ""
        for code, quantity in zip(codes, quantities, strict=True):
            quantity = unquote_plus(quantity)
            before = self.stock.get(code, 0) if quantity[0] in "+-" else 0
            self.stock[code] = before + int(quantity)
            said += self._shown(code)
        return _answer(said)

    def _get(self, form):
        codes = form["item_code"].split(",")
        if len(codes) > 1000:
            raise _error(400, "st-01005", "the number of codes")
        return _answer("".join(self._shown(code) for code in codes if code in self.stock))

    def _shown(self, code):
        item, _colon, sub = code.partition(":")
        return (
            f"<Result><SellerId>{self.seller}</SellerId><ItemCode>{escape(item)}</ItemCode>"
            f"<SubCode>{escape(sub)}</SubCode><Quantity>{self.stock[code]}</Quantity></Result>"
        )


def _only(order, fields):
    """The fields that were asked for; groups and their members keep their names."""
    shown = {}
    for name, value in order.items():
        if isinstance(value, dict):
            shown[name] = {one: text for one, text in value.items() if one in fields}
        elif isinstance(value, list):
            shown[name] = [{key: text for key, text in one.items() if key in fields} for one in value]
        elif name in fields:
            shown[name] = value
    return shown


def _elements(children):
    said = ""
    for name, value in children.items():
        for one in value if isinstance(value, list) else [value]:
            said += f"<{name}>{_elements(one) if isinstance(one, dict) else escape(str(one))}</{name}>"
    return said


def _result(inner):
    return _answer(f"<Result><Status>OK</Status>{inner}</Result>")


def _answer(inner):
    return Said(
        200, f'<?xml version="1.0" encoding="UTF-8"?><ResultSet totalResultsReturned="1">{inner}</ResultSet>'
    )


def _error(status, code, message):
    return Said(
        status, f'<?xml version="1.0"?><Error><Message>{escape(message)}</Message><Code>{code}</Code></Error>'
    )
