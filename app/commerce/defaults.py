"""Words that a tenant starts with."""

IGNORED_REMARKS = "なし,特になし,特に無し,無し"
