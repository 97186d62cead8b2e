"""Names that files of other programs give to the columns of activities; the first is ours in Japanese."""

ALIASES = {
    "code": ("活動番号", "活動ID"),
    "name": ("件名", "表題", "タイトル"),
    "standing": ("予定・実績", "予実区分"),
    "kind": ("活動種別", "種別", "手段"),
    "starts_at": ("開始日時", "日時", "活動日", "日付"),
    "ends_at": ("終了日時",),
    "place": ("場所", "訪問先"),
    "partner_id": ("取引先", "取引先コード", "取引先名"),
    "person_id": ("面談者", "パーソン", "パーソン番号"),
    "opportunity_id": ("案件", "案件番号"),
    "campaign_id": ("キャンペーン", "キャンペーン番号"),
    "lead_id": ("リード", "リード番号"),
    "purpose": ("目的", "活動目的"),
    "content": ("内容", "活動内容", "報告"),
    "reaction": ("反応", "結果"),
    "owner_id": ("主担当", "自社担当者", "担当者"),
    "organisation_id": ("担当組織", "担当部署"),
}
