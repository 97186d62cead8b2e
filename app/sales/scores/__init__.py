"""Score of persons (パーソンスコア): how well we are in touch with somebody who matters (sales.md §3.4)."""
