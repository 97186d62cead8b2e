"""Documents as the malls' interfaces give them, written by hand from their documentation."""

PERSON = {
    "zipCode1": "105", "zipCode2": "0011", "prefecture": "東京都", "city": "港区", "subAddress": "芝公園1-2-3",
    "familyName": "山田", "firstName": "花子", "familyNameKana": "ヤマダ", "firstNameKana": "ハナコ",
    "phoneNumber1": "090", "phoneNumber2": "1234", "phoneNumber3": "5678",
}  # fmt: skip
NUMBER = "123456-20261105-0000100001"


def rakuten(**more):
    """Two teas (10 %) and a rice cake (8 %) for one recipient, 100 points used, a noshi, a wish."""
    items = [
        {
            "itemDetailId": 1, "itemName": "煎茶", "itemNumber": "TEA", "manageNumber": "tea", "price": 1100,
            "units": 2, "includePostageFlag": 0, "includeTaxFlag": 1, "selectedChoice": "包装:あり", "taxRate": 0.1,
            "deleteItemFlag": 0,
            "SkuModelList": [{"variantId": "s1", "merchantDefinedSkuId": "TEA-1", "skuInfo": "サイズ:大"}],
        },
        {
            "itemDetailId": 2, "itemName": "餅", "itemNumber": "MOCHI", "manageNumber": "mochi", "price": 540,
            "units": 1, "includeTaxFlag": 1, "selectedChoice": None, "taxRate": 0.08, "deleteItemFlag": 0,
            "SkuModelList": [{"variantId": "normal-inventory", "merchantDefinedSkuId": None, "skuInfo": None}],
        },
    ]  # fmt: skip
    return {
        "orderNumber": NUMBER, "orderProgress": 300, "orderDatetime": "2026-11-05T10:15:00+0900", "orderType": 1,
        "carrierCode": 2, "remarks": "[備考:]\n玄関先に置いてください", "memo": None, "giftCheckFlag": 0,
        "isolatedIslandFlag": 0, "rakutenConfirmFlag": 0, "cautionDisplayType": 0, "deliveryDate": "2026-11-10",
        "shippingTerm": 1416, "goodsPrice": 2740, "postagePrice": 600, "deliveryPrice": 0, "paymentCharge": 0,
        "requestPrice": 3240, "couponAllTotalPrice": 0, "couponShopPrice": 0, "couponOtherPrice": 0,
        "additionalFeeOccurAmountToUser": 0, "OrdererModel": {**PERSON, "emailAddress": "r@pseudo.example"},
        "SettlementModel": {"settlementMethodCode": 1, "settlementMethod": "クレジットカード"},
        "DeliveryModel": {"deliveryName": "宅配便", "deliveryClass": 2}, "PointModel": {"usedPoint": 100},
        "WrappingModel1": None, "WrappingModel2": None,
        "TaxSummaryModelList": [
            {"taxRate": 0.1, "reqPrice": 2700, "reqPriceTax": 245},
            {"taxRate": 0.08, "reqPrice": 540, "reqPriceTax": 40},
        ],
        "PackageModelList": [
            {
                "basketId": 10000001, "noshi": "御歳暮", "defaultDeliveryCompanyCode": "1001", "SenderModel": PERSON,
                "ItemModelList": items, "ShippingModelList": [],
            }
        ],
        **more,
    }  # fmt: skip


def yahoo(**more):
    """Two teas with an option, paid; the recipient is somebody else than the buyer."""
    return {
        "OrderId": "chobaya-10000001", "OrderTime": "2026-11-05T10:15:00+09:00", "OrderStatus": "2",
        "BuyerComments": "よろしく", "SocialGiftType": "0",
        "Pay": {
            "PayStatus": "1", "PayMethodName": "クレジットカード決済", "BillLastName": "山田", "BillFirstName": "花子",
            "BillLastNameKana": "ヤマダ", "BillFirstNameKana": "ハナコ", "BillZipCode": "1050011",
            "BillPrefecture": "東京都", "BillCity": "港区", "BillAddress1": "芝公園1-2-3", "BillAddress2": "",
            "BillPhoneNumber": "090-1234-5678", "BillMailAddress": "hanako@example.com",
        },
        "Ship": {
            "ShipStatus": "1", "ShipMethodName": "宅配便(クール)", "ShipRequestDate": "2026-11-10",
            "ShipRequestTime": "14:00-16:00", "ShipLastName": "佐藤", "ShipFirstName": "太郎", "ShipZipCode": "5300001",
            "ShipPrefecture": "大阪府", "ShipCity": "大阪市北区", "ShipAddress1": "梅田1-1", "ShipAddress2": "ビル5F",
            "ShipPhoneNumber": "06-1234-5678", "ShipNotes": "",
        },
        "Detail": {
            "PayCharge": "0", "ShipCharge": "600", "GiftWrapCharge": "0", "Discount": "0", "UsePoint": "50",
            "TotalPrice": "2750", "TotalCouponDiscount": "0",
        },
        "Item": [
            {
                "LineId": "1", "ItemId": "tea", "SubCode": "tea-1", "Title": "煎茶", "UnitPrice": "1100",
                "Quantity": "2", "ItemTaxRatio": "10", "CouponDiscount": "0",
                "ItemOption": [{"Index": "1", "Name": "包装", "Value": "あり"}],
            }
        ],
        **more,
    }  # fmt: skip


def amazon(order=(), item=()):
    """Two teas, one of them sent already."""
    return {
        "Order": {
            "AmazonOrderId": "250-1234567-1234567", "PurchaseDate": "2026-11-05T01:15:00Z",
            "LastUpdateDate": "2026-11-05T02:00:00Z", "OrderStatus": "PartiallyShipped", "FulfillmentChannel": "MFN",
            "ShipServiceLevel": "Std JP Dom", "PaymentMethod": "Other",
            "OrderTotal": {"CurrencyCode": "JPY", "Amount": "2600.00"},
            "BuyerInfo": {"BuyerEmail": "b@marketplace.amazon.co.jp", "BuyerName": "山田 花子"},
            "ShippingAddress": {
                "Name": "山田 花子", "AddressLine1": "港区芝公園1-2-3", "AddressLine2": "帳場マンション101", "City": "",
                "StateOrRegion": "東京都", "PostalCode": "105-0011", "Phone": "090-1234-5678", "CountryCode": "JP",
            },
            **dict(order),
        },
        "OrderItems": [
            {
                "OrderItemId": "11112222333344", "SellerSKU": "TEA", "Title": "煎茶", "QuantityOrdered": 2,
                "QuantityShipped": 1, "ItemPrice": {"CurrencyCode": "JPY", "Amount": "2200.00"},
                "ShippingPrice": {"Amount": "400.00"}, "PromotionDiscount": {"Amount": "0.00"},
                "ScheduledDeliveryStartDate": "2026-11-10T05:00:00Z",
                "ScheduledDeliveryEndDate": "2026-11-10T07:00:00Z",
                **dict(item),
            }
        ],
    }  # fmt: skip


def money(amount):
    """A MoneyBag of Shopify."""
    return {"shopMoney": {"amount": amount, "currencyCode": "JPY"}}


def shopify(**more):
    """Two teas, paid; wishes in attributes."""
    address = {
        "name": "山田 花子", "company": None, "address1": "芝公園1-2-3", "address2": None, "city": "港区",
        "province": "Tokyo", "provinceCode": "JP-13", "zip": "105-0011", "phone": "+819012345678",
    }  # fmt: skip
    return {
        "id": "gid://shopify/Order/1", "name": "#1001", "createdAt": "2026-11-05T01:15:00Z", "cancelledAt": None,
        "email": "hanako@example.com", "phone": None, "note": "よろしく", "tags": ["vip"],
        "displayFinancialStatus": "PAID", "displayFulfillmentStatus": "UNFULFILLED", "currencyCode": "JPY",
        "paymentGatewayNames": ["shopify_payments"], "customAttributes": [{"key": "配送希望日", "value": "2026/11/10"}],
        "subtotalPriceSet": money("2200.0"), "totalPriceSet": money("2800.0"), "totalTaxSet": money("254.0"),
        "totalDiscountsSet": money("0.0"), "totalShippingPriceSet": money("600.0"),
        "taxLines": [{"title": "JCT", "rate": 0.1, "priceSet": money("254.0")}],
        "shippingLine": {"title": "通常配送", "code": "std"}, "billingAddress": address, "shippingAddress": address,
        "lineItems": {
            "nodes": [
                {
                    "id": "gid://shopify/LineItem/1", "name": "煎茶 - 大", "title": "煎茶", "sku": "TEA-1",
                    "quantity": 2,
                    "requiresShipping": True, "originalUnitPriceSet": money("1100.0"), "totalDiscountSet": money("0.0"),
                }
            ]
        },
        **more,
    }  # fmt: skip
