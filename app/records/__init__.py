"""What every business record can do: lists, imports, exports, attachments, history, numbering."""
