"""お気に入り, フォロー, 最近見た: what each person keeps an eye on."""
