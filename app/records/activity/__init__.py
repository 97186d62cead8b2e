"""履歴の一本化: changes, comments, mails and files of a record in one time line."""
