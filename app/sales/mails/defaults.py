"""Words of mail programs: how they mark what is forwarded, answered and quoted."""

import re

FORWARDED = re.compile(
    r"^[>\s]*\**(?:From|差出人|送信者|送信元|De)\**\s*[:：].*?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)",
    re.MULTILINE | re.IGNORECASE,
)
"""The line in a forwarded mail that says from whom it was."""
ATTRIBUTION = re.compile(r"(?:wrote|書きました|のメッセージ|さんからのメール|\d{1,2}:\d{2}).*[:：]$")
"""The line above a quotation."""
ANSWERED = re.compile(r"^(?:(?:re|fwd?|fw|返信|転送)\s*[:：]\s*)+", re.IGNORECASE)
