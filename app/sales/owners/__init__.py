"""自社担当者: who of us works on a record beside the person in charge, and who was in charge before (sales.md §2.2)."""
