"""The customer's page (お客様サポート): a private link to one order, wishes, questions and receipts."""
