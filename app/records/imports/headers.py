"""What the names of columns hold beside the name."""

import re

NOISE = re.compile(r"[\s_・*※()（）【】\[\]「」:：]+")
"""Spaces, brackets and marks: 商品名（必須）※ is 商品名必須 to us."""
