"""What the shop of telephone orders is called until a tenant says otherwise."""

CODE = "TEL"
NAME = "電話・FAX受注"
