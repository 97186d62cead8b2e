"""How parcels want to be handled, in the words and codes of each system."""

B2_HANDLING = {
    "fragile": "ワレ物注意", "care": "取扱注意", "up": "天地無用",
    "raw": "ナマモノ", "no_stack": "下積厳禁", "valuable": "貴重品",
}  # fmt: skip
SAGAWA_SEALS = {"fragile": "011", "care": "011", "valuable": "012", "up": "013"}
YUPACK_COLUMNS = {"fragile": 55, "care": 55, "raw": 56, "bottle": 57, "up": 58, "no_stack": 59}
"""Position of the column that is set to 1."""
SEINO_CODES = {"care": "03", "fragile": "04"}
