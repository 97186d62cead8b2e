"""コメント: what people say about a record, to whom, and who likes it."""
