"""How files of other programs write yes and no, and what does not count in the name of a company."""

import re

from app.kernel.text import fold

YES = frozenset(map(fold, ("1", "true", "yes", "y", "on", "○", "〇", "✓", "はい", "有", "有り", "あり")))
NO = frozenset(map(fold, ("0", "false", "no", "n", "off", "×", "-", "いいえ", "無", "無し", "なし")))

_KANJI = "株式会社|有限会社|合同会社|合資会社|合名会社|(?:一般|公益|特例)?(?:社団|財団)法人|(?:医療|学校|社会福祉)法人"
_SHORT = r"\((?:株|有|同|資|名|社|財|医|学|一社|一財)\)"
_WESTERN = r"\b(?:co\.?,? ?ltd|corporation|company|limited|corp|inc|ltd|llc|k\.k)\b\.?"
COMPANY_FORMS = re.compile(f"{_KANJI}|{_SHORT}|{_WESTERN}")
"""Legal forms in a folded name."""
JOINTS = re.compile(r"[\s・\-.,、。'’()]+")
"""What stands between the words of a folded name."""
