"""Pages of documents: written, sent, compared, printed, taken out as files."""
