"""Rakuten as its documentation and public clients describe it: RakutenPay order API 2.0, inventory API 2.1.

Sources: the reference reproduced in JakeJP/Rakuten.RMS.Api (docs/reference) and oh0123/rakuten-spi-sdk (rms/order.go,
rms/inventory.go); hayabusa-systems/rms-go-sdk for the form of times; the limits in the domain reference §1.2, §3.2
(63 days, 730 days, 1,000 a page, 15,000 hits, 100 numbers, 400 and 1,000 entries, 1 request a second, a success is
204, an unknown SKU gives no error and is gone after a day). From memory: the codes of messages, that a bulk-upsert
with one bad entry is refused whole, that confirmOrder takes a list of numbers.
"""

import base64
import itertools
import re
from datetime import datetime, timedelta

from tests.peers.serving import Peer, Said

TIME = "%Y-%m-%dT%H:%M:%S%z"
COLON = re.compile(r"[+-]\d\d:\d\d$")
ORDER, INVENTORY = "/es/2.0/order/", "/es/2.1/inventories/"


class Rakuten(Peer):
    """`orders` by number and `stock` by (manageNumber, variantId); `catalogue` holds the SKUs that exist."""

    limits = dict.fromkeys(
        "searchOrder getOrder confirmOrder updateOrderShipping bulk-upsert bulk-get".split(), (1.0, 1)
    )

    def __init__(self, *words, secret="SP000000_secret", key="SL000000_key", **more):
        super().__init__(*words, **more)
        self.secret, self.key, self.expires = secret, key, "2027-02-25T23:59:59"
        self.orders, self.stock, self.catalogue, self.numbers = {}, {}, set(), itertools.count(1)
        self.cut_off = 15_000

    def add(self, number, when, **more):
        """An order with one basket, as getOrder shows it."""
        self.orders[number] = {
            "orderNumber": number,
            "orderProgress": 100,
            "orderDatetime": when,
            "remarks": "",
            "requestPrice": 3300,
            "OrdererModel": {"familyName": "山田", "firstName": "花子", "emailAddress": "hidden@example.jp"},
            "PackageModelList": [
                {
                    "basketId": 10_000_000 + next(self.numbers),
                    "ItemModelList": [{"itemDetailId": 1, "itemName": "茶", "units": 1, "price": 3000}],
                    "ShippingModelList": [],
                }
            ],
            **more,
        }
        return self.orders[number]

    def sell(self, manage_number, variant, quantity):
        """A SKU that exists, with its stock."""
        self.catalogue.add((manage_number, variant))
        self.stock[manage_number, variant] = quantity

    def purge(self):
        """A day goes by: stock of SKUs that do not exist is thrown away."""
        self.stock = {key: value for key, value in self.stock.items() if key in self.catalogue}

    def operation(self, request):
        """The last part of the address."""
        return request.path.rstrip("/").rpartition("/")[2]

    def answer(self, request):
        """Check the key, then do it."""
        wanted = base64.b64encode(f"{self.secret}:{self.key}".encode()).decode()
        if request.headers.get("authorization") != f"ESA {wanted}":
            raise Said(401, {"Results": {"errorCode": "GA0001", "message": "Un-Authorised"}})
        if request.operation == "expiry-date":
            return Said(200, {"expiryDate": self.expires})
        if not request.headers.get("content-type", "").lower().startswith("application/json"):
            raise Said(415)
        known = {
            ORDER + "searchOrder/": self._search,
            ORDER + "getOrder/": self._get,
            ORDER + "confirmOrder/": self._confirm,
            ORDER + "updateOrderShipping/": self._ship,
            INVENTORY + "bulk-upsert": self._upsert,
            INVENTORY + "bulk-get": self._read,
        }
        if request.path not in known or request.method != "POST":
            raise Said(404, {"errors": [{"code": "NF0001", "message": "Not Found"}]})
        return known[request.path](request.json())

    # ------------------------------------------------------------------------------------------------ orders

    def _search(self, asked):
        start, end = self._instant(asked["startDatetime"]), self._instant(asked["endDatetime"])
        page = asked.get("PaginationRequestModel") or {}
        amount, number = page.get("requestRecordsAmount", 30), page.get("requestPage", 1)
        if asked["dateType"] not in range(1, 7) or amount > 1000:
            raise _error("SEARCH_ORDER_ERROR_009", 400)
        if not timedelta(0) <= end - start <= timedelta(days=63):
            raise _error("SEARCH_ORDER_ERROR_011", 400)
        if datetime.now(start.tzinfo) - start > timedelta(days=730):
            raise _error("SEARCH_ORDER_ERROR_010", 400)
        hits = sorted(
            (one["orderDatetime"], number)
            for number, one in self.orders.items()
            if start <= self._instant(one["orderDatetime"]) <= end
        )[: self.cut_off]
        shown = [number for _when, number in hits[(number - 1) * amount : number * amount]]
        pages = -(-len(hits) // amount)
        return Said(
            200,
            {
                "orderNumberList": shown,
                "MessageModelList": [_message("INFO", "SEARCH_ORDER_INFO_101")],
                "PaginationResponseModel": {
                    "totalRecordsAmount": len(hits), "totalPages": pages, "requestPage": number,
                },
            },
        )  # fmt: skip

    def _instant(self, text):
        if COLON.search(text):
            raise _error("SEARCH_ORDER_ERROR_008", 400)
        try:
            return datetime.strptime(text, TIME)  # noqa: DTZ007 -- the format has %z
        except ValueError:
            raise _error("SEARCH_ORDER_ERROR_008", 400) from None

    def _get(self, asked):
        numbers = asked["orderNumberList"]
        if len(numbers) > 100 or asked.get("version", 1) < 7:
            raise _error("GET_ORDER_ERROR_009", 400)
        messages = [
            _message("INFO", "GET_ORDER_INFO_101")
            if one in self.orders
            else _message("ERROR", "GET_ORDER_ERROR_010", orderNumber=one)
            for one in numbers
        ]
        found = [self.orders[one] for one in numbers if one in self.orders]
        return Said(200, {"MessageModelList": messages, "OrderModelList": found, "version": asked["version"]})

    def _confirm(self, asked):
        messages = []
        for number in asked["orderNumberList"]:
            order = self.orders.get(number)
            if order is None or order["orderProgress"] != 100:
                messages.append(_message("ERROR", "CONFIRM_ORDER_ERROR_015", orderNumber=number))
            else:
                order["orderProgress"] = 300
                messages.append(_message("INFO", "CONFIRM_ORDER_INFO_101", orderNumber=number))
        return Said(200, {"MessageModelList": messages})

    def _ship(self, asked):
        order = self.orders.get(asked["orderNumber"])
        if order is None or order["orderProgress"] < 300:
            raise _error("UPDATE_ORDERSHIPPING_ERROR_014", 400)
        messages, place = [], 0
        baskets = {one["basketId"]: one for one in order["PackageModelList"]}
        for given in asked["BasketidModelList"]:
            for model in given["ShippingModelList"]:
                place += 1
                said = self._parcel(baskets.get(given["basketId"]), model)
                kind = "INFO" if said.endswith("INFO_101") else "ERROR"
                messages.append(_message(kind, said, dataNumber=place))
        if all(one["messageType"] == "INFO" for one in messages):
            order["orderProgress"] = 500
        return Said(200, {"MessageModelList": messages})

    def _parcel(self, basket, model):
        if basket is None:
            return "UPDATE_ORDERSHIPPING_ERROR_016"
        company = str(model.get("deliveryCompany", ""))
        if not (company.isdigit() and 1000 <= int(company) <= 1028) or len(model["shippingNumber"]) > 120:
            return "UPDATE_ORDERSHIPPING_ERROR_017"
        if len(basket["ShippingModelList"]) >= 20:
            return "UPDATE_ORDERSHIPPING_ERROR_018"
        kept = {name: model[name] for name in ("deliveryCompany", "shippingNumber", "shippingDate")}
        basket["ShippingModelList"].append({"shippingDetailId": next(self.numbers), **kept})
        return "UPDATE_ORDERSHIPPING_INFO_101"

    # ------------------------------------------------------------------------------------------------- stock

    def _upsert(self, asked):
        entries = asked.get("inventories") or []
        if not 0 < len(entries) <= 400:
            raise _wrong("IE0101", "the number of entries", "inventories")
        for place, one in enumerate(entries):
            if one.get("mode") not in ("ABSOLUTE", "RELATIVE"):
                raise _wrong("IE0103", "mode", f"inventories[{place}].mode")
            if not isinstance(one.get("quantity"), int) or not 0 <= one["quantity"] <= 99_999:
                raise _wrong("IE0104", "quantity", f"inventories[{place}].quantity")
            if not re.fullmatch(r"[A-Za-z0-9_-]{1,32}", one.get("variantId", "")):
                raise _wrong("IE0105", "variantId", f"inventories[{place}].variantId")
        for one in entries:
            key = one["manageNumber"].lower(), one["variantId"]
            before = self.stock.get(key, 0) if one["mode"] == "RELATIVE" else 0
            self.stock[key] = before + one["quantity"]
        return Said(204)

    def _read(self, asked):
        entries = asked.get("inventories") or []
        if not 0 < len(entries) <= 1000:
            raise _wrong("IE0101", "the number of entries", "inventories")
        keys = [(one["manageNumber"].lower(), one["variantId"]) for one in entries]
        found = [
            {"manageNumber": key[0], "variantId": key[1], "quantity": self.stock[key]}
            for key in keys
            if key in self.stock
        ]
        return Said(200, {"inventories": found})


def _message(kind, code, **more):
    return {"messageType": kind, "messageCode": f"ORDER_EXT_API_{code}", "message": f"{kind} {code}", **more}


def _error(code, status):
    return Said(status, {"MessageModelList": [_message("ERROR", code)]})


def _wrong(code, message, path):
    return Said(400, {"errors": [{"code": code, "message": message, "metadata": {"propertyPath": path}}]})
