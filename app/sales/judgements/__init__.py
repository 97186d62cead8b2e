"""What managers make of a forecast, beside what the salesperson says (Salesforce calls it adjustment; sales.md §17)."""
