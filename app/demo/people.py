"""Who may sign in to the demonstration, and what each may try. All with the same password."""

from dataclasses import dataclass

PASSWORD = "choba-demo"


@dataclass(frozen=True)
class Person:
    """`department` is the code of an organisation, `roles` codes of built-in roles, `hint` one sentence to try."""

    tenant: str
    login: str
    name: str
    kana: str
    department: str
    title: str
    roles: tuple[str, ...]
    hint: str

    @property
    def email(self):
        """The address to sign in with."""
        return f"{self.login}@{self.tenant}.example"


PEOPLE = (
    Person("yamada", "sato", "佐藤 美咲", "サトウ ミサキ", "100", "主任", ("buyer",),
           "見積依頼を作って3社に送り、届いた回答を比較表で比べてみてください。"),
    Person("yamada", "suzuki", "鈴木 健一", "スズキ ケンイチ", "100", "購買部長", ("approver", "buyer"),
           "承認待ちの選定を、金額と理由を見て承認または差し戻してください。"),
    Person("yamada", "takahashi", "高橋 直樹", "タカハシ ナオキ", "200", "係長", ("requester",),
           "現場の依頼者として見積依頼の下書きを作り、自分の案件の進み具合を見てください。"),
    Person("yamada", "tanaka", "田中 恵", "タナカ メグミ", "200", "製造部長", ("approver",),
           "スマートフォンの幅で開き、承認待ちを片手で片づけてください。"),
    Person("yamada", "ito", "伊藤 翔", "イトウ ショウ", "200", "検査担当", ("inspector",),
           "届いた品物を受け入れ、数量を確かめて一部だけ検収してください。"),
    Person("yamada", "watanabe", "渡辺 由美", "ワタナベ ユミ", "400", "経理担当", ("accounts_payable",),
           "請求書を検収と照合し、仕訳を弥生インポート形式で出力してください。"),
    Person("yamada", "yamamoto", "山本 浩", "ヤマモト ヒロシ", "400", "経理部長", ("approver", "accounts_payable"),
           "照合済みの請求書を承認し、支払予定日がいつになるか見てください。"),
    Person("yamada", "nakamura", "中村 優子", "ナカムラ ユウコ", "300", "設計担当", ("requester",),
           "試作部品の見積依頼を Excel から貼り付けて作ってください。"),
    Person("yamada", "kobayashi", "小林 誠", "コバヤシ マコト", "300", "技術部長", ("approver",),
           "承認の経路図で、誰がいつ何を決めたかをたどってください。"),
    Person("yamada", "kato", "加藤 さやか", "カトウ サヤカ", "100", "マスタ担当", ("master_admin",),
           "取引先や品目の CSV を取り込み、列の対応づけと取込前の確認を試してください。"),
    Person("yamada", "yoshida", "吉田 亮", "ヨシダ リョウ", "400", "情報システム担当", ("system_admin",),
           "ユーザーを招待し、役割を変え、操作履歴に残ることを確かめてください。"),
    Person("yamada", "yamaguchi", "山口 京子", "ヤマグチ キョウコ", "400", "内部監査", ("auditor",),
           "取引書類検索で、日付・金額・取引先を組み合わせて過去の書類を探してください。"),
    Person("yamada", "saito", "斎藤 由紀", "サイトウ ユキ", "100", "出荷担当", ("shipping_clerk",),
           "棚卸を始め、棚卸表に実棚数を入れて、差異を確かめてから計上してください。"),
    Person("yamada", "matsumoto", "松本 恵子", "マツモト ケイコ", "100", "EC店長", ("shop_manager", "order_clerk"),
           "受注処理を開き、確認待ちの注文を一つずつ片づけて、出荷作業まで進めてください。"),
    Person("yamada", "kimura", "木村 拓", "キムラ タク", "500", "営業担当", ("salesperson",),
           "スマートフォンの幅で開き、今日の訪問を記録して、案件のフェーズを進めてください。"),
    Person("yamada", "aoki", "青木 里奈", "アオキ リナ", "500", "営業主任", ("salesperson",),
           "取引先を開き、これまでの活動と進行中の案件をたどってください。"),
    Person("yamada", "morita", "森田 洋平", "モリタ ヨウヘイ", "500", "営業部長", ("sales_manager", "sales_admin"),
           "案件ボードで今月の見込みを確かめ、動きの止まった案件を探してください。"),
    Person("yamada", "nagai", "永井 千尋", "ナガイ チヒロ", "100", "貿易担当", ("trade_clerk", "buyer"),
           "取引を開き、船積みの帳票がどこまで揃ったか、次は誰の番かを見てください。"),
    Person("kanda", "mori", "森 大輔", "モリ ダイスケ", "100", "営業部長", ("supplier_admin",),
           "神田鋼材の管理者として、登録番号と口座を確かめ、同僚を招待してください。"),
    Person("kanda", "honda", "本田 葵", "ホンダ アオイ", "100", "営業", ("supplier_user",),
           "届いた見積依頼に回答し、期限までにもう一度、値段を変えて回答してください。"),
    Person("tokai", "okada", "岡田 修", "オカダ オサム", "100", "代表取締役", ("supplier_admin",),
           "検収一覧で行を選び、適格請求書を作ってください。"),
    Person("tokai", "hayashi", "林 真由", "ハヤシ マユ", "100", "営業", ("supplier_user",),
           "注文請書を返し、出荷を知らせてください。"),
    Person("minato", "ueda", "上田 航", "ウエダ ワタル", "100", "輸出課", ("trade_clerk", "system_admin"),
           "自分が招待した非公開の陸運会社が、荷主の画面ではどう見えるかを確かめてください。"),
    Person("rikuso", "ishii", "石井 剛", "イシイ ツヨシ", "100", "配車係", ("trade_clerk",),
           "スマートフォンの幅で開き、現場で搬入票を作ってください。"),
    Person("kisen", "shimizu", "清水 玲", "シミズ レイ", "100", "ブッキング担当", ("trade_clerk",),
           "届いた船積依頼書を開き、予約確認書と見比べてください。"),
)  # fmt: skip


def of(login):
    """The person with that login."""
    return next(one for one in PEOPLE if one.login == login)


def as_text():
    """The list for a terminal."""
    lines = [f"  すべて同じパスワード: {PASSWORD}", ""]
    lines += [f"  {one.email:<28}{one.title} {one.name}  {one.hint}" for one in PEOPLE]
    return "\n".join(lines) + "\n"
