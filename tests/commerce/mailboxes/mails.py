"""Order mails as shops send them: plain text in several encodings, HTML alone, with files."""

import base64
import quopri

TEXT = """この度はご注文いただきありがとうございます。
==============================
注文番号：10023
注文日時：2026年11月20日(金) 10:11
お支払方法：クレジットカード

■ご注文者
お名前：山田　花子（ヤマダ　ハナコ） 様
ご住所：〒105-0011 東京都港区芝公園1-2-3
電話番号：090-1234-5678
メールアドレス：hanako@example.com

■お届け先
お名前：佐藤 太郎 様
郵便番号：１０５－００１１
ご住所：
　東京都港区芝公園3-3-3
電話番号：080-8765-4321
お届け希望日：2026/12/01
配送希望時間帯：午前中

■ご注文商品
------------------------------
りんごジュース①（大） (A) 1,000円 × 2個 = 2,000円
みかん (B)　￥５００ × １個
------------------------------
商品合計：2,500円
送料：700円
合計：3,200円
"""
LABELS = {
    "number": "受注番号|注文番号", "ordered_at": "注文日時", "payment": "お支払方法", "buyer_family": "お名前",
    "buyer_street": "ご住所", "buyer_phone": "電話番号", "mail": "メールアドレス", "to_family": "お名前",
    "to_postal": "郵便番号", "to_street": "ご住所", "to_phone": "電話番号", "wished_on": "お届け希望日",
    "slot": "配送希望時間帯", "goods": "商品合計", "postage": "送料", "total": "合計",
}  # fmt: skip
HEADINGS = {"buyer": "ご注文者", "to": "お届け先", "lines": "ご注文商品", "rest": "商品合計"}
ITEM = "{商品名} ({商品コード}) {単価}円 × {数量}個{*}"
HTML = """<html><head><style>p { color: red }</style><title>ご注文</title></head><body>
<p>ご注文ありがとうございます。</p><table><tr><td>注文番号</td><td>20001</td></tr>
<tr><td>お名前</td><td>山田 花子 様</td></tr><tr><th>電話番号</th><td>090-1234-5678</td></tr></table>
<h2>ご注文商品</h2><div>りんご (A) 1,000円 &times; 2個</div><div>商品合計：2,000円</div></body></html>"""


def jis(text):
    """ISO-2022-JP as Windows programs write it: NEC's letters (①) are in row 13 of JIS X 0208."""
    out, kanji = bytearray(), False
    for letter in text:
        raw = letter.encode("cp932")
        if len(raw) == 1:
            out += b"\x1b(B" * kanji + raw
            kanji = False
            continue
        lead, trail = raw
        lead = (lead - (0x71 if lead <= 0x9F else 0xB1)) * 2 + 1
        if trail >= 0x9F:
            lead, trail = lead + 1, trail - 0x7E
        else:
            trail -= 0x20 if trail > 0x7F else 0x1F
        out += b"\x1b$B" * (not kanji) + bytes((lead, trail))
        kanji = True
    return bytes(out + b"\x1b(B" * kanji)


def mail(
    text=TEXT, number=None, *, charset="utf-8", way="base64", subtype="plain", sender="cart@shop.example",
    subject="【店】ご注文", message_id="<1@shop.example>", day=20, files=(),
):  # fmt: skip
    """A mail as bytes. `way`: base64, quoted-printable or 7bit (8bit)."""
    text = text.replace("10023", number) if number else text
    raw = jis(text) if charset == "iso-2022-jp" else text.encode(charset)
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(way, lambda one: one)(
        raw
    )
    title = base64.b64encode(jis(subject) if charset == "iso-2022-jp" else subject.encode()).decode()
    named = "iso-2022-jp" if charset == "iso-2022-jp" else "utf-8"
    heads = [
        f"From: =?utf-8?B?{base64.b64encode('カート'.encode()).decode()}?= <{sender}>",
        "To: orders@example.com",
        f"Subject: =?{named}?B?{title}?=",
        f"Date: {day:02} Nov 2026 10:12:00 +0900",
        *([f"Message-ID: {message_id}"] if message_id else []),
        "MIME-Version: 1.0",
    ]
    kind = f"Content-Type: text/{subtype}; charset={charset}\r\nContent-Transfer-Encoding: {way}\r\n\r\n"
    if not files:
        return "\r\n".join(heads).encode() + b"\r\n" + kind.encode() + coded.replace(b"\n", b"\r\n")
    parts = [kind.encode() + coded]
    for name, content in files:
        shown = base64.b64encode(name.encode()).decode()
        parts.append(
            f'Content-Type: application/octet-stream; name="=?utf-8?B?{shown}?="\r\n'
            "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\n".encode()
            + base64.encodebytes(content)
        )
    body = b"".join(b"--b1\r\n" + part + b"\r\n" for part in parts) + b"--b1--\r\n"
    heads.append('Content-Type: multipart/mixed; boundary="b1"')
    return "\r\n".join(heads).encode() + b"\r\n\r\n" + body
