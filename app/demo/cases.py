"""Eighteen months of cases: every second week or so somebody needs something, and the newest are still under way."""

import datetime as dt
import random

from app.demo.buying import Buying
from app.demo.stage import Stage

# requester, category, subject, lines, how many times the usual quantity
SUBJECTS = (
    ("takahashi", "10", "ライン増設用 丸棒・角棒", 3, 8),
    ("nakamura", "50", "試作機 制御盤用部品", 5, 1),
    ("takahashi", "20", "主軸ユニット用 軸受", 4, 10),
    ("sato", "30", "締結部品 四半期まとめ", 6, 4),
    ("takahashi", "40", "切削工具の補充", 5, 2),
    ("nakamura", "20", "新型搬送機 リニアガイド", 3, 3),
    ("sato", "70", "梱包資材 定期購入", 3, 30),
    ("takahashi", "10", "受注品 3号機 材料手配", 4, 12),
    ("nakamura", "50", "評価用サーボモータ", 2, 1),
    ("sato", "60", "切削油・グリース 補充", 2, 3),
    ("takahashi", "50", "更新工事 センサ・リレー", 4, 4),
    ("sato", "80", "事務用品・作業用品", 4, 5),
)
LATELY = dt.timedelta(days=56)
SELDOM, OFTEN = 40, 4


def play(known, first, last):
    """Play every case from the day `first` to the day `last` (dates in Japan), oldest first.

    The last eight weeks are dense, so that every stage of the work can be seen at least once.
    """
    chance, stage, day, number = random.Random(18), Stage(known), first, 0
    while day <= last:
        requester, category, subject, lines, times = SUBJECTS[number % len(SUBJECTS)]
        title = f"{subject}（{day.month}月）"
        buying = Buying(stage, chance, title, requester=requester, category=category, today=last)
        buying.play(day, lines=lines, times=times)
        number += 1
        day += dt.timedelta(days=OFTEN if last - day <= LATELY else SELDOM)
