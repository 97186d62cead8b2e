"""The questions put to Shopify's Admin GraphQL API 2026-04, by the names of shopify.dev/docs/api/admin-graphql."""

_MONEY = "{ shopMoney { amount currencyCode } }"
_ADDRESS = """{
    name firstName lastName company address1 address2 city province provinceCode zip country countryCodeV2 phone
}"""
_LINES = f"""
    pageInfo {{ hasNextPage endCursor }}
    nodes {{
        id name title variantTitle sku quantity currentQuantity requiresShipping taxable
        customAttributes {{ key value }} variant {{ id }} product {{ id }}
        originalUnitPriceSet {_MONEY} discountedUnitPriceSet {_MONEY}
        discountedTotalSet {_MONEY} totalDiscountSet {_MONEY}
        taxLines {{ title rate priceSet {_MONEY} }}
    }}
"""
_ORDER = f"""
    id name createdAt updatedAt processedAt cancelledAt cancelReason closedAt test email phone note tags
    displayFinancialStatus displayFulfillmentStatus currencyCode taxesIncluded paymentGatewayNames discountCodes
    customAttributes {{ key value }}
    subtotalPriceSet {_MONEY} totalPriceSet {_MONEY} totalTaxSet {_MONEY} totalDiscountsSet {_MONEY}
    totalShippingPriceSet {_MONEY} totalRefundedSet {_MONEY}
    taxLines {{ title rate priceSet {_MONEY} }}
    shippingLine {{ title code originalPriceSet {_MONEY} }}
    billingAddress {_ADDRESS} shippingAddress {_ADDRESS}
"""
ORDERS = f"""query Orders($first: Int!, $lines: Int!, $after: String, $query: String) {{
    orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {{
        pageInfo {{ hasNextPage endCursor }}
        nodes {{ {_ORDER} lineItems(first: $lines) {{ {_LINES} }} }}
    }}
}}"""
ORDER = f"""query Order($id: ID!, $lines: Int!) {{
    order(id: $id) {{ {_ORDER} lineItems(first: $lines) {{ {_LINES} }} }}
}}"""
LINES = f"""query Lines($id: ID!, $lines: Int!, $after: String) {{
    order(id: $id) {{ lineItems(first: $lines, after: $after) {{ {_LINES} }} }}
}}"""
FULFILMENTS = """query Fulfilments($id: ID!) {
    order(id: $id) {
        id
        fulfillments(first: 50) { id status trackingInfo { number company } }
        fulfillmentOrders(first: 50) { nodes { id status assignedLocation { location { id } } } }
    }
}"""
FULFIL = """mutation Fulfil($fulfillment: FulfillmentInput!) {
    fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id status } userErrors { field message } }
}"""
LEVELS = """query Levels($ids: [ID!]!, $location: ID!) {
    nodes(ids: $ids) {
        ... on InventoryItem {
            id inventoryLevel(locationId: $location) { quantities(names: ["available"]) { name quantity } }
        }
    }
}"""
SET = """mutation Set($input: InventorySetQuantitiesInput!, $key: String!) {
    inventorySetQuantities(input: $input) @idempotent(key: $key) {
        inventoryAdjustmentGroup { id } userErrors { code field message }
    }
}"""
ITEMS = """query Items($query: String!) {
    inventoryItems(first: 100, query: $query) { nodes { id sku } }
}"""
SHOP = "query Shop { shop { name myshopifyDomain currencyCode } }"
