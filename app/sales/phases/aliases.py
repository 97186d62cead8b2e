"""Names that files of other programs give to the columns of phases; the first is ours in Japanese."""

ALIASES = {
    "code": ("フェーズコード", "コード"),
    "name": ("フェーズ名", "名称", "段階"),
    "position": ("並び順", "順番"),
    "probability": ("確度", "受注確度"),
    "standing": ("区分", "種別"),
    "criteria": ("進む条件", "条件"),
    "stall_days": ("停滞とみなす日数", "停滞日数"),
}
