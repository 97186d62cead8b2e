"""Names that files of other programs give to the columns of campaigns; the first is ours in Japanese."""

ALIASES = {
    "code": ("キャンペーン番号", "施策番号"),
    "name": ("キャンペーン名", "施策名", "名称"),
    "kind": ("種類", "キャンペーン種別", "種別"),
    "starts_on": ("開始日", "開催日"),
    "ends_on": ("終了日",),
    "budget": ("予算", "予算額"),
    "cost": ("実績費用", "費用", "実費"),
    "wanted_leads": ("目標リード数",),
    "wanted_revenue": ("目標売上",),
    "place": ("会場", "場所"),
    "url": ("URL", "ホームページ"),
    "description": ("内容", "説明"),
    "parent_id": ("親キャンペーン",),
    "owner_id": ("主担当", "自社担当者"),
    "organisation_id": ("担当組織", "担当部署"),
}
