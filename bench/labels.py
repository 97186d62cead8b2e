"""10,000 labels as a B2 file, from `Label` to bytes with every check, against the csv writer alone on ready rows.

Both end with the bytes of one cp932 file, and the bytes are the same. CPU time of this process, interleaved.
"""

import csv
import datetime as dt
import gc
import io
import sys
import time

from app.commerce.labels.label import Label, Shipper
from app.commerce.labels.systems.columns import B2
from app.commerce.labels.writing import write
from app.commerce.persons.person import Person
from bench._ground import middle, tell

TODAY = dt.date(2026, 11, 6)
FAMILIES = ("髙橋", "佐藤", "鈴木", "山﨑", "渡邊", "伊集院", "小林", "長谷川")
KANA = ("タカハシ", "サトウ", "スズキ", "ヤマザキ", "ワタナベ", "イジュウイン", "コバヤシ", "ハセガワ")
TOWNS = (
    ("東京都", "港区", "芝公園"),
    ("京都府", "京都市下京区", "東塩小路町"),
    ("北海道", "札幌市中央区", "北一条西"),
)
GOODS = ("国産はちみつ２５０ｇ×２", "保存瓶①号", "有機ほうじ茶ティーバッグ 30個入", "手延べ素麺 木箱 1.8kg")
SHOP = Person(
    family="ふぁーむ商店", family_kana="ファームショウテン", postal="1000001", street="東京都千代田区千代田１－１",
    phone="03-0000-0000"
)  # fmt: skip
ROUNDS = 7


def main():
    """Seven rounds of each, in turns."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    labels, shipper = [_label(number) for number in range(count)], Shipper("b2", customer_code="0300000000")
    rows = list(csv.reader(io.StringIO(write(labels, shipper, TODAY).files[0].decode("cp932"), newline="")))[
        1:
    ]
    gc.collect()
    gc.freeze()  # what stands ready for the baseline is no load of ours
    ours, baseline = [], []
    for _round in range(ROUNDS):
        made, seconds = _timed(lambda: write(labels, shipper, TODAY).files[0])
        ours.append(seconds)
        plain, seconds = _timed(lambda: _csv_alone(rows))
        baseline.append(seconds)
        assert made == plain
    print(f"{count:,} labels, {len(made) / 1e6:.1f} MB; {middle(ours) / count * 1e6:.1f} µs a label")
    tell("labels", middle(ours), middle(baseline), "s")


def _label(number):
    at = number % len(FAMILIES)
    prefecture, city, street = TOWNS[number % len(TOWNS)]
    recipient = Person(
        family=FAMILIES[at], given="花子", family_kana=KANA[at], given_kana="ハナコ",
        postal=f"{1000000 + number % 9000}",
        prefecture=prefecture, city=city, street=f"{street}{number % 30 + 1}丁目{number % 20 + 1}－{number % 9 + 1}",
        building=f"第{number % 9 + 1}芝公園ビル{number % 12 + 1}Ｆ" if number % 3 else "",
        phone=f"090-0000-{number % 10000:04}",
    )  # fmt: skip
    return Label(
        key=f"S{number:09}", service="takkyubin", ship_on=dt.date(2026, 11, 7), recipient=recipient, sender=SHOP,
        names=GOODS[: number % 4 + 1], wished_on=dt.date(2026, 11, 9), slot=("am", "14-16", "none")[number % 3],
        note="ご注文ありがとうございます", flags=("fragile",), order_number=f"123456-20261105-{number:010}",
    )  # fmt: skip


def _csv_alone(rows):
    out = io.BytesIO()
    text = io.TextIOWrapper(out, encoding="cp932", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(B2)
    writer.writerows(rows)
    text.flush()
    return out.getvalue()


def _timed(work):
    begun = time.process_time()
    made = work()
    return made, time.process_time() - begun


if __name__ == "__main__":
    main()
