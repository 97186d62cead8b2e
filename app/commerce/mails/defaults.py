"""The texts a tenant starts with: they are used until a template of one's own fits."""

STARTING = {
    ("thanks", "ja"): (
        "【{店舗名}】ご注文ありがとうございます（{受注番号}）",
        """{お名前} 様

このたびは{店舗名}をご利用いただき、誠にありがとうございます。
下記の内容でご注文を承りました。
{挿入:冒頭}

■ご注文番号　{受注番号}
■ご注文日時　{受注日時}
■お支払方法　{支払方法}
{挿入:お支払い}

■ご注文内容
{明細}

{金額内訳}

■お届け先
{お届け先}
{挿入:お届け}

ご注文の確認・お届け日時の変更・お問い合わせはこちらから承ります。
{お客様ページ}
{挿入:結び}

{署名}
""",
    ),
    ("paid", "ja"): (
        "【{店舗名}】ご入金を確認いたしました（{受注番号}）",
        """{お名前} 様

{店舗名}をご利用いただき、誠にありがとうございます。
ご注文番号 {受注番号} のご入金を {入金日} に確認いたしました。
商品の発送まで、いましばらくお待ちください。

{金額内訳}
{挿入:お届け}

{お客様ページ}

{署名}
""",
    ),
    ("shipped", "ja"): (
        "【{店舗名}】商品を発送いたしました（{受注番号}）",
        """{お名前} 様

{店舗名}をご利用いただき、誠にありがとうございます。
ご注文番号 {受注番号} の商品を発送いたしました。

■発送日　{発送日}
■配送会社　{配送会社}
■お問い合わせ番号　{お問い合わせ番号}
{追跡URL|}

■発送内容
{発送明細}
{挿入:お届け}

領収書の発行・お問い合わせはこちらから承ります。
{お客様ページ}
{挿入:結び}

{署名}
""",
    ),
    ("follow", "ja"): (
        "【{店舗名}】商品はお手元に届きましたでしょうか（{受注番号}）",
        """{お名前} 様

先日は{店舗名}をご利用いただき、誠にありがとうございました。
{発送日} に発送いたしました商品は、無事にお手元に届きましたでしょうか。
お気づきの点がございましたら、下記のページからお知らせください。
{お客様ページ}
{挿入:結び}

{署名}
""",
    ),
    ("dunning", "ja"): (
        "【{店舗名}】お支払いのご確認のお願い（{受注番号}）",
        """{お名前} 様

{店舗名}をご利用いただき、誠にありがとうございます。
{受注日時} にいただきましたご注文（{受注番号}）につきまして、ご入金がまだ確認できておりません。
行き違いでお支払いがお済みの場合は、何とぞご容赦ください。

■お支払方法　{支払方法}
■お支払金額　{合計金額}
{挿入:お支払い}

{お客様ページ}

{署名}
""",
    ),
    ("shortage", "ja"): (
        "【{店舗名}】ご注文商品についてのお詫び（{受注番号}）",
        """{お名前} 様

{店舗名}をご利用いただき、誠にありがとうございます。
ご注文番号 {受注番号} のうち、下記の商品が品切れとなっております。
ご迷惑をおかけし、誠に申し訳ございません。

{欠品商品}

{メッセージ|入荷次第、あらためてご連絡いたします。}

{お客様ページ}

{署名}
""",
    ),
    ("answer", "ja"): (
        "【{店舗名}】お問い合わせへのご回答（{受注番号}）",
        """{お名前} 様

ご注文番号 {受注番号} について、お問い合わせへのご回答を差し上げました。
下記のお客様ページでご確認ください。
{お客様ページ}

{署名}
""",
    ),
    ("free", "ja"): (
        "【{店舗名}】ご注文（{受注番号}）について",
        """{お名前} 様

{店舗名}をご利用いただき、誠にありがとうございます。

{メッセージ}

{署名}
""",
    ),
    ("thanks", "en"): (
        "[{店舗名}] Thank you for your order ({受注番号})",
        """Dear {お名前},

Thank you for shopping with {店舗名}. We have received your order.

Order number: {受注番号}
Ordered at: {受注日時}
Payment: {支払方法}

{明細}

{金額内訳}

Delivery to:
{お届け先}

Check your order, change the delivery day, or ask us a question here:
{お客様ページ}

{署名}
""",
    ),
    ("paid", "en"): (
        "[{店舗名}] We have received your payment ({受注番号})",
        """Dear {お名前},

We received your payment for order {受注番号} on {入金日}. Your parcel will leave soon.

{金額内訳}

{お客様ページ}

{署名}
""",
    ),
    ("shipped", "en"): (
        "[{店舗名}] Your parcel is on its way ({受注番号})",
        """Dear {お名前},

Your order {受注番号} has left our warehouse.

Shipped on: {発送日}
Carrier: {配送会社}
Tracking number: {お問い合わせ番号}
{追跡URL|}

{発送明細}

Receipts and questions:
{お客様ページ}

{署名}
""",
    ),
    ("follow", "en"): (
        "[{店舗名}] Has your parcel arrived? ({受注番号})",
        """Dear {お名前},

Your order {受注番号} left on {発送日}. We hope that it has arrived safely. If anything is wrong, please tell us here:
{お客様ページ}

{署名}
""",
    ),
    ("dunning", "en"): (
        "[{店舗名}] About your payment ({受注番号})",
        """Dear {お名前},

We have not seen your payment for order {受注番号} of {受注日時} yet.
If you have paid meanwhile, please ignore this mail.

Payment: {支払方法}
Amount: {合計金額}

{お客様ページ}

{署名}
""",
    ),
    ("shortage", "en"): (
        "[{店舗名}] About your order ({受注番号})",
        """Dear {お名前},

We are sorry: of your order {受注番号} the following is out of stock.

{欠品商品}

{メッセージ|We will write again as soon as it arrives.}

{お客様ページ}

{署名}
""",
    ),
    ("answer", "en"): (
        "[{店舗名}] Our answer to your question ({受注番号})",
        """Dear {お名前},

We have answered your question about order {受注番号}. Please read it here:
{お客様ページ}

{署名}
""",
    ),
    ("free", "en"): (
        "[{店舗名}] About your order ({受注番号})",
        """Dear {お名前},

{メッセージ}

{署名}
""",
    ),
}
"""`{(kind, language): (subject, body)}`."""
RELAYS = (
    "fw.rakuten.ne.jp", "pc.fw.rakuten.ne.jp", "marketplace.amazon.co.jp", "marketplace.amazon.com",
    "amp-mail.shopping.yahoo.co.jp", "m.au-market.jp", "qoo10.jp",
)  # fmt: skip
"""Domains of malls that pass mails on, and only those from the shop's registered sender (domains from memory)."""
