"""Yahoo!ショッピング (ストアクリエイターPro): its order, stock and token interfaces.

Documented at developer.yahoo.co.jp/webapi/shopping/ (orderList, orderInfo, setStock, ordersapiguide) and
/yconnect/v2/authorization_code/token.html; one query a second (…/shopping/stock); the shape of orderList's and
orderInfo's answers and of orderShipStatusChange was also read in public programs that use them. Calls for orders are
signed with the store's public key (X-sws-signature: RSA PKCS#1 v1.5 over `seller:unix time`), read in several public
programs. From memory: how setStock's answer names the codes it took, getStock, and OrderTime as the only time to
search by.

A stock key is Yahoo's item_code: `code` or `code:sub-code`. Settings: `store_status` (what `confirm` sets, blank for
nothing), `ship_method` (`postage1` …), `fields` (further fields of orderInfo).
"""

import base64
import re
import time
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from app.commerce.malls.accounts import ACCEPTED, REFUSED, UNKNOWN, Account, Result
from app.commerce.malls.calling import Caller, Limit
from app.commerce.malls.carriers import company
from app.commerce.malls.failing import Refused, Unauthorised
from app.commerce.malls.renewing import Tokens, ends_in
from app.commerce.malls.telling import Client, in_chunks, told
from app.commerce.malls.xml import parsed, written
from app.kernel import clock

ADDRESS, TOKENS = "https://circus.shopping.yahooapis.jp", "https://auth.login.yahoo.co.jp"
SERVICE, TOKEN = "/ShoppingWebService/V1/", "/yconnect/v2/token"
TOKEN_LIMIT = Limit("token", 1.0)
PAGE, CODES, MOST = 2000, 1000, 999_999_999
NUMBERS = 2
CODE = re.compile(r"[0-9A-Za-z-]{1,99}(:[0-9A-Za-z-]{1,99})?")
LISTS = frozenset({"OrderInfo", "Item", "ItemOption", "Inscription"})
FIELDS = """
    OrderId Version OriginalOrderId ParentOrderId DeviceType IsSeen IsSplit OrderTime LastUpdateTime OrderStatus
    StoreStatus BuyerComments SellerComments Notes Suspect GiftWrapType GiftWrapMessage NeedBillSlip NeedGiftWrap
    SocialGiftType PayStatus SettleStatus PayType PayKind PayMethod PayMethodName CombinedPayMethodName PayDate
    BillFirstName BillFirstNameKana BillLastName BillLastNameKana BillZipCode BillPrefecture BillCity BillAddress1
    BillAddress2 BillPhoneNumber BillMailAddress ShipStatus ShipMethod ShipMethodName ShipRequestDate ShipRequestTime
    ShipNotes ShipCompanyCode ShipInvoiceNumber1 ShipInvoiceNumber2 ShipDate IsEazy EazyDeliveryCode EazyDeliveryName
    ShipFirstName ShipFirstNameKana ShipLastName ShipLastNameKana ShipZipCode ShipPrefecture ShipCity ShipAddress1
    ShipAddress2 ShipPhoneNumber PayCharge ShipCharge GiftWrapCharge Discount UsePoint TotalPrice SettleAmount
    TotalCouponDiscount LineId ItemId Title SubCode ItemOption Inscription UnitPrice Quantity ItemTaxRatio
    CouponDiscount OriginalPrice
""".split()
"""What is asked of orderInfo.

Its names are documented; that an application has the right to each is the store's affair.
"""


class YahooClient(Client):
    """One store at Yahoo!ショッピング."""

    def __init__(self, account: Account, **patience):
        self.account = account
        address = account.base_url or ADDRESS
        self.tokens = Tokens(account, self.renew)
        self.caller = Caller(account, address, authorise=self._authorise, renew=self.tokens.again, **patience)
        self.door = Caller(account, account.token_url or account.base_url or TOKENS, **patience)

    def close(self):
        """Let the connections go."""
        self.caller.close()
        self.door.close()

    def _authorise(self):
        return {"Authorization": f"Bearer {self.tokens.current()}"} | _signature(
            self.tokens.credentials, self.account
        )

    # ------------------------------------------------------------------------------------------------ orders

    def orders_since(self, moment):
        """The order documents (OrderInfo, with lists of Item) with an OrderTime from `moment` on, oldest first.

        Yahoo gives one order a request and one request a second: 60 orders take a minute. It cannot be asked for what
        changed: a cancellation is found by asking again from an earlier moment.
        """
        self.unread = ()
        for number in self._numbers(moment):
            try:
                yield self.order(number)
            except Unauthorised:
                raise
            except Refused as trouble:
                if trouble.reason != "refused":
                    raise
                self.unread += (Result(number, UNKNOWN, trouble.code, trouble.said),)

    def _numbers(self, moment):
        start, total = 1, 1
        until = _time(clock.now())
        while start <= total:
            search = {
                "Result": PAGE,
                "Start": start,
                "Sort": "+order_time",
                "Condition": {"OrderTimeFrom": _time(moment), "OrderTimeTo": until},
                "Field": "OrderId,OrderTime,OrderStatus",
            }
            said = self._order("orderList", {"Search": search}).get("Search") or {}
            found = said.get("OrderInfo") or []
            total = int(said.get("TotalCount") or 0)
            yield from (one["OrderId"] for one in found)
            start += PAGE
            if not found:
                return

    def order(self, number):
        """One order document. Raises Refused when the shop does not give it."""
        wanted = ",".join([*FIELDS, *self.account.settings.get("fields", ())])
        said = self._order("orderInfo", {"Target": {"OrderId": number, "Field": wanted}})
        found = said.get("OrderInfo")
        if not found:
            raise Refused("unreadable", "orderInfo")
        return found[0]

    def confirm(self, number):
        """Set the store's own status of an order (setting `store_status`): a Result.

        Yahoo has no confirmation of its own.
        """
        status = self.account.settings.get("store_status")
        if status in (None, ""):
            return Result(number, ACCEPTED)
        try:
            asked = {"Target": {"OrderId": number}, "Order": {"StoreStatus": status}}
            self._order("orderChange", asked)
        except Refused as trouble:
            if trouble.reason != "refused":
                raise
            return Result(number, REFUSED, trouble.code, trouble.said)
        return Result(number, ACCEPTED)

    def _told(self, number, parcels):
        """Yahoo keeps two numbers of one carrier per order, the rest is refused. Telling again sets the same."""
        first, told, rest = parcels[0], parcels[:NUMBERS], parcels[NUMBERS:]
        numbers = {f"ShipInvoiceNumber{place}": one.number for place, one in enumerate(told, 1) if one.number}
        ship = {
            "ShipStatus": 3,
            "ShipMethod": first.method or self.account.settings.get("ship_method"),
            "ShipCompanyCode": company("yahoo", self.account, first.carrier),
            **(numbers or {"ShipInvoiceNumberEmptyReason": first.reason or 1}),
            "ShipDate": first.shipped_on.strftime("%Y%m%d"),
        }
        target = {"OrderId": number, "IsPointFix": "true"}
        self._order("orderShipStatusChange", {"Target": target, "Order": {"Ship": ship}})
        return [Result(one.number, ACCEPTED) for one in told] + [
            Result(one.number, REFUSED, "too many", "two numbers at most per order") for one in rest
        ]

    def _order(self, operation, asked):
        """The `Result` of an order call."""
        said = self._ask(
            operation, content=written({"Req": asked | {"SellerId": self.account.seller}}),
            headers={"Content-Type": "application/xml; charset=UTF-8"},
        )  # fmt: skip
        return said.get("Result") or {}

    # ------------------------------------------------------------------------------------------------- stock

    def tell_stock(self, pairs):
        """Results for `[(key, quantity)]`, set absolutely. Accepted means taken in, not that the item exists.

        Yahoo gives no error for an unknown code and keeps the quantity for when the item comes.
        """
        good = [(key, quantity) for key, quantity in pairs if CODE.fullmatch(key)]
        odd = [Result(key, REFUSED, "key", "code:sub-code") for key, _q in pairs if not CODE.fullmatch(key)]
        return odd + told(good, CODES, self._set)

    def _set(self, chunk):
        form = {
            "seller_id": self.account.seller,
            "item_code": ",".join(key for key, _quantity in chunk),
            "quantity": ",".join(str(min(max(quantity, 0), MOST)) for _key, quantity in chunk),
        }
        named = {_code(one) for one in _results(self._ask("setStock", data=form))}
        return [
            Result(key, ACCEPTED) if key.lower() in named else Result(key, UNKNOWN, "missing")
            for key, _quantity in chunk
        ]

    def read_stock(self, keys):
        """`{key: quantity}` of what the store holds; a key it does not know, or without a limit, is missing."""
        held = {}
        for chunk in in_chunks([key for key in keys if CODE.fullmatch(key)], CODES):
            asked = {key.lower(): key for key in chunk}
            form = {"seller_id": self.account.seller, "item_code": ",".join(chunk)}
            for one in _results(self._ask("getStock", data=form)):
                key = asked.get(_code(one))
                if key and str(one.get("Quantity", "")).lstrip("-").isdigit():
                    held[key] = int(one["Quantity"])
        return held

    # ------------------------------------------------------------------------------------------- connection

    def _ask(self, operation, **request):
        """The ResultSet of a call. Raises Refused with Yahoo's code (`od…`, `st-…`, `px-…`)."""
        answer = self.caller.ask(
            operation,
            "POST",
            SERVICE + operation,
            limit=Limit(operation, 1.0),
            accept=(400, 403, 404),
            **request,
        )
        said = parsed(answer.content, operation, LISTS)
        error = said.get("Error") or (said.get("ResultSet") or {}).get("Error")
        if error or answer.status != 200:
            error = error if isinstance(error, dict) else {}
            raise Refused(
                "forbidden" if answer.status == 403 else "refused", operation, status=answer.status,
                code=error.get("Code", ""), said=error.get("Message", ""),
            )  # fmt: skip
        if "ResultSet" not in said:
            raise Refused("unreadable", operation)
        return said["ResultSet"] or {}

    def renew(self, credentials):
        """New credentials with an access token for an hour. Raises Unauthorised when the refresh token has ended."""
        proof = base64.b64encode(f"{credentials.client_id}:{credentials.client_secret}".encode()).decode()
        answer = self.door.ask(
            "token", "POST", TOKEN, limit=TOKEN_LIMIT, accept=(400, 401), open_to_all=True,
            headers={"Authorization": f"Basic {proof}"} | _signature(credentials, self.account),
            data={"grant_type": "refresh_token", "refresh_token": credentials.refresh_token},
        )  # fmt: skip
        said = answer.json()
        if answer.status != 200 or "access_token" not in said:
            raise Unauthorised("credentials", "token", status=answer.status, code=str(said.get("error", "")))
        return replace(
            credentials,
            access_token=said["access_token"],
            refresh_token=said.get("refresh_token") or credentials.refresh_token,
            expires_at=ends_in(said.get("expires_in", 3600)),
        )

    def try_connection(self):
        """Look for an order of this very minute."""
        next(self._numbers(clock.now()), None)


def _signature(credentials, account):
    """The headers of 公開鍵認証; none without a key."""
    if not credentials.public_key:
        return {}
    key = load_pem_public_key(credentials.public_key.encode())
    sealed = key.encrypt(f"{account.seller}:{int(time.time())}".encode(), PKCS1v15())
    return {
        "X-sws-signature": base64.b64encode(sealed).decode(),
        "X-sws-signature-version": credentials.key_version,
    }


def _time(moment):
    return moment.astimezone(clock.JST).strftime("%Y%m%d%H%M%S")


def _results(said):
    found = said.get("Result") or []
    return [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict)]


def _code(result):
    sub = result.get("SubCode")
    return f"{result.get('ItemCode', '')}:{sub}".lower() if sub else str(result.get("ItemCode", "")).lower()
