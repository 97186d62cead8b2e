"""Rakuten: RakutenPay order API 2.0, inventory API 2.1, licence management API 1.0.

Documented at webservice.rms.rakuten.co.jp (for sellers only); read in JakeJP/Rakuten.RMS.Api (docs/reference),
oh0123/rakuten-spi-sdk (rms/order.go) and hayabusa-systems/rms-go-sdk; limits: domain reference §1.2, §3.1, §3.2. From
memory: that confirmOrder takes a list; one request a second for orders too (documented only for stock); that a bulk-
upsert with a bad entry is refused whole.

A stock key is `manageNumber:variantId`. The licence key ends after 90 days and is renewed by hand in RMS; `check`
tells when.
"""

import base64
import json
from datetime import datetime, timedelta

from app.commerce.malls.accounts import ACCEPTED, REFUSED, UNKNOWN, Account, Result
from app.commerce.malls.calling import Caller, Limit
from app.commerce.malls.carriers import company
from app.commerce.malls.failing import Refused
from app.commerce.malls.telling import Client, accepted, in_chunks, told
from app.kernel import clock

ADDRESS = "https://api.rms.rakuten.co.jp"
ORDER, INVENTORY, LICENCE = (
    "/es/2.0/order/",
    "/es/2.1/inventories/",
    "/es/1.0/license-management/license-key/",
)
ORDERS, STOCK = Limit("orders", 1.0), Limit("stock", 1.0)
VERSION = 7
"""Of getOrder: with SKUs."""
CONFIRMED = (300, 400, 500, 600, 700)
WINDOW, BACK = timedelta(days=63), timedelta(days=729)
PAGE, NUMBERS, CUT_OFF = 1000, 100, 15_000
UPSERT, READ, MOST, PARCELS = 400, 1000, 99_999, 20


class RakutenClient(Client):
    """One shop at Rakuten Ichiba."""

    def __init__(self, account: Account, **patience):
        self.account = account
        self.caller = Caller(account, account.base_url or ADDRESS, authorise=self._authorise, **patience)

    def _authorise(self):
        held = self.account.credentials
        proof = base64.b64encode(f"{held.service_secret}:{held.license_key}".encode()).decode()
        return {"Authorization": f"ESA {proof}"}

    # ------------------------------------------------------------------------------------------------ orders

    def orders_since(self, moment):
        """The order documents (OrderModel) with an order date from `moment` on, oldest first.

        Rakuten cannot be asked for what changed: a cancellation is found by asking again from an earlier moment.
        """
        self.unread = ()
        for chunk in in_chunks(self._numbers(moment), NUMBERS):
            yield from self._get(chunk)

    def order(self, number):
        """One order document. Raises Refused when the shop does not give it."""
        self.unread = ()
        found = list(self._get([number]))
        if not found:
            raise Refused("refused", "getOrder", code=self.unread[0].code, said=self.unread[0].said)
        return found[0]

    def _numbers(self, moment):
        now = clock.now()
        start = max(moment, now - BACK)
        while start <= now:
            end = min(start + WINDOW, now)
            yield from self._search(start, end)
            start = end + timedelta(seconds=1)

    def _search(self, start, end):
        """The numbers between two moments; a span with too many hits is halved, because Rakuten cuts them off."""
        page, pages = 1, 1
        while page <= pages:
            said = self._page(start, end, page)
            model = said.get("PaginationResponseModel") or {}
            if model.get("totalRecordsAmount", 0) >= CUT_OFF and end - start > timedelta(seconds=2):
                middle = start + (end - start) // 2
                yield from self._search(start, middle)
                yield from self._search(middle + timedelta(seconds=1), end)
                return
            pages, page = model.get("totalPages") or 0, page + 1
            yield from said.get("orderNumberList") or ()

    def _page(self, start, end, page):
        asked = {
            "dateType": 1,
            "startDatetime": _time(start),
            "endDatetime": _time(end),
            "PaginationRequestModel": {
                "requestRecordsAmount": PAGE,
                "requestPage": page,
                "SortModelList": [{"sortColumn": 1, "sortDirection": 1}],
            },
        }
        return self._order("searchOrder", asked)

    def _get(self, numbers):
        said = self._order("getOrder", {"orderNumberList": numbers, "version": VERSION})
        found = said.get("OrderModelList") or []
        given, words = {one["orderNumber"] for one in found}, _by(said, "orderNumber")
        lost = [one for one in numbers if one not in given]
        self.unread += tuple(Result(one, UNKNOWN, *words.get(one, ("missing", ""))) for one in lost)
        yield from found

    def confirm(self, number):
        """Confirm an order (注文確認): a Result. Rakuten moves it on from 100; one that has moved on is accepted."""
        errors = _errors(self._order("confirmOrder", {"orderNumberList": [number]}))
        if errors and errors[0][0] in (None, number) and self._progress(number) not in CONFIRMED:
            return Result(number, REFUSED, *errors[0][1:])
        return Result(number, ACCEPTED)

    def _progress(self, number):
        return next((one["orderProgress"] for one in self._get([number])), None)

    def _told(self, number, parcels):
        """What the shop already knows is not told again: a repeat is harmless."""
        baskets = {
            str(one["basketId"]): one.get("ShippingModelList") or []
            for one in self.order(number)["PackageModelList"]
        }
        only = next(iter(baskets)) if len(baskets) == 1 else None
        results, sent = {}, []
        for parcel in parcels:
            basket = parcel.part or only
            if basket not in baskets:
                results[parcel] = Result(parcel.number, REFUSED, "basket", "which basketId?")
            elif any(one.get("shippingNumber") == parcel.number for one in baskets[basket]):
                results[parcel] = Result(parcel.number, ACCEPTED)
            else:
                sent.append((basket, parcel))
        results |= self._ship(number, sent) if sent else {}
        return [results[parcel] for parcel in parcels]

    def _ship(self, number, sent):
        sent.sort(key=lambda pair: pair[0])  # the shop counts the parcels from the top, basket by basket
        models = {}
        for basket, parcel in sent:
            models.setdefault(basket, []).append(self._model(parcel))
        asked = {
            "orderNumber": number,
            "BasketidModelList": [
                {"basketId": int(basket), "ShippingModelList": model} for basket, model in models.items()
            ],
        }
        said = self._order("updateOrderShipping", asked, repeatable=False)
        errors = {place: words for place, *words in _errors(said, "dataNumber")}
        whole = errors.get(None)
        outcomes = {}
        for place, (_basket, parcel) in enumerate(sent, 1):
            words = errors.get(place) or whole
            outcomes[parcel] = Result(parcel.number, REFUSED if words else ACCEPTED, *(words or ()))
        return outcomes

    def _model(self, parcel):
        return {
            "shippingDetailId": None,
            "deliveryCompany": company("rakuten", self.account, parcel.carrier),
            "shippingNumber": parcel.number,
            "shippingDate": parcel.shipped_on.isoformat(),
            "shippingDeleteFlag": 0,
        }

    def _order(self, operation, asked, repeatable=True):
        answer = self.caller.ask(
            operation, "POST", f"{ORDER}{operation}/", limit=ORDERS, repeatable=repeatable, accept=(400,),
            **_json(asked),
        )  # fmt: skip
        said = answer.json()
        if answer.status == 400 or not isinstance(said, dict):
            errors = _errors(said) if isinstance(said, dict) else []
            code, words = errors[0][1:] if errors else ("", "")
            raise Refused("refused", operation, status=answer.status, code=code, said=words)
        return said

    # ------------------------------------------------------------------------------------------------- stock

    def tell_stock(self, pairs):
        """Results for `[(key, quantity)]`, set absolutely. Accepted means taken in, not that the SKU exists.

        Rakuten gives no error for an unknown SKU and forgets it after a day: `read_stock` then does not have it.
        """
        known = [(key, quantity) for key, quantity in pairs if ":" in key]
        odd = [
            Result(key, REFUSED, "key", "manageNumber:variantId")
            for key, _quantity in pairs
            if ":" not in key
        ]
        return odd + told(known, UPSERT, self._upsert)

    def _upsert(self, chunk):
        entries = [
            _sku(key) | {"mode": "ABSOLUTE", "quantity": min(max(quantity, 0), MOST)}
            for key, quantity in chunk
        ]
        answer = self.caller.ask(
            "bulk-upsert", "POST", f"{INVENTORY}bulk-upsert", limit=STOCK, accept=(400,),
            **_json({"inventories": entries}),
        )  # fmt: skip
        if answer.status == 400:
            error = (answer.json().get("errors") or [{}])[0]
            raise Refused(
                "refused",
                "bulk-upsert",
                status=400,
                code=error.get("code", ""),
                said=error.get("message", ""),
            )
        return accepted(chunk)

    def read_stock(self, keys):
        """`{key: quantity}` of what the shop holds; a key it does not know is missing."""
        held = {}
        for chunk in in_chunks([key for key in keys if ":" in key], READ):
            asked = {_folded(key): key for key in chunk}
            answer = self.caller.ask(
                "bulk-get", "POST", f"{INVENTORY}bulk-get", limit=STOCK,
                **_json({"inventories": [_sku(key) for key in chunk]}),
            )  # fmt: skip
            for one in answer.json().get("inventories") or ():
                key = asked.get(_folded(f"{one['manageNumber']}:{one['variantId']}"))
                if key:
                    held[key] = one["quantity"]
        return held

    # ------------------------------------------------------------------------------------------- connection

    def renew(self, credentials):
        """There is no way but by hand in RMS. Raises Refused."""
        raise Refused("credentials", "renew")

    def try_connection(self):
        """Ask until when the licence key holds."""
        answer = self.caller.ask(
            "expiry-date", "GET", f"{LICENCE}expiry-date", limit=ORDERS,
            params={"licenseKey": self.account.credentials.license_key},
        )  # fmt: skip
        said = answer.json().get("expiryDate")
        return datetime.fromisoformat(said).replace(tzinfo=clock.JST) if said else None


def _json(document):
    """Rakuten wants the character set named."""
    return {
        "content": json.dumps(document).encode(),
        "headers": {"Content-Type": "application/json; charset=utf-8"},
    }


def _time(moment):
    """`2026-11-05T00:00:00+0900`: no colon in the offset."""
    return moment.astimezone(clock.JST).strftime("%Y-%m-%dT%H:%M:%S%z")


def _sku(key):
    manage_number, _colon, variant = key.partition(":")
    return {"manageNumber": manage_number, "variantId": variant}


def _folded(key):
    """The shop lowers a manageNumber and keeps the case of a variantId."""
    manage_number, _colon, variant = key.partition(":")
    return f"{manage_number.lower()}:{variant}"


def _errors(said, place="orderNumber"):
    return [
        (one.get(place), one.get("messageCode", ""), one.get("message", ""))
        for one in said.get("MessageModelList") or ()
        if one.get("messageType") == "ERROR"
    ]


def _by(said, place):
    return {number: (code, words) for number, code, words in _errors(said, place)}
