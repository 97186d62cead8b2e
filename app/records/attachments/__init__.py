"""添付: files on a record, each with its versions, previews and what the virus check said."""
