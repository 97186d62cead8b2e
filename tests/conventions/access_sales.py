"""Who may reach the pages of sales that the record kit does not give: part of the access table."""

SALES = {
    "sales.boards.create": "sales.opportunity.edit",
    "sales.boards.index": "sales.opportunity.view",
    "sales.boards.new": "sales.opportunity.edit",
    "sales.results.around": "sales.activity.edit",
    "sales.results.create": "sales.activity.edit",
    "sales.results.new": "sales.activity.edit",
}
