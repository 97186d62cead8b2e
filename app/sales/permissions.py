"""What one may do in sales, and the built-in roles that start with it."""

from app.kernel.permissions import permission

SELLERS = ("salesperson", "sales_manager", "sales_admin")
LEADERS = ("sales_manager", "sales_admin")
SEERS = (*SELLERS, "auditor")

PERSON_VIEW = permission("sales.person.view", "See persons", *SEERS)
PERSON_COMMENT = permission("sales.person.comment", "Comment on persons", *SEERS, follows=PERSON_VIEW)
PERSON_EDIT = permission("sales.person.edit", "Enter and change persons", *SELLERS)
PERSON_DELETE = permission("sales.person.delete", "Delete persons", "sales_admin")
PERSON_MERGE = permission("sales.person.merge", "Merge persons", *LEADERS)
PERSON_IMPORT = permission("sales.person.import", "Take in files of persons", *LEADERS)
PERSON_EXPORT = permission("sales.person.export", "Export persons", *LEADERS)
LEAD_VIEW = permission("sales.lead.view", "See leads", *SEERS)
LEAD_COMMENT = permission("sales.lead.comment", "Comment on leads", *SEERS, follows=LEAD_VIEW)
LEAD_EDIT = permission("sales.lead.edit", "Enter and change leads", *SELLERS)
LEAD_DELETE = permission("sales.lead.delete", "Delete leads", "sales_admin")
LEAD_IMPORT = permission("sales.lead.import", "Take in files of leads", *LEADERS)
LEAD_EXPORT = permission("sales.lead.export", "Export leads", *LEADERS)
CAMPAIGN_VIEW = permission("sales.campaign.view", "See campaigns", *SEERS)
CAMPAIGN_COMMENT = permission("sales.campaign.comment", "Comment on campaigns", *SEERS, follows=CAMPAIGN_VIEW)
CAMPAIGN_EDIT = permission("sales.campaign.edit", "Enter and change campaigns", *LEADERS)
CAMPAIGN_DELETE = permission("sales.campaign.delete", "Delete campaigns", "sales_admin")
CAMPAIGN_IMPORT = permission("sales.campaign.import", "Take in files of campaigns", *LEADERS)
CAMPAIGN_EXPORT = permission("sales.campaign.export", "Export campaigns", *LEADERS)
OPPORTUNITY_VIEW = permission("sales.opportunity.view", "See opportunities", *SEERS)
OPPORTUNITY_COMMENT = permission(
    "sales.opportunity.comment", "Comment on opportunities", *SEERS, follows=OPPORTUNITY_VIEW
)
OPPORTUNITY_EDIT = permission("sales.opportunity.edit", "Enter and change opportunities", *SELLERS)
OPPORTUNITY_DELETE = permission("sales.opportunity.delete", "Delete opportunities", "sales_admin")
OPPORTUNITY_IMPORT = permission("sales.opportunity.import", "Take in files of opportunities", *LEADERS)
OPPORTUNITY_EXPORT = permission("sales.opportunity.export", "Export opportunities", *LEADERS)
ACTIVITY_VIEW = permission("sales.activity.view", "See activities", *SEERS)
ACTIVITY_EDIT = permission("sales.activity.edit", "Enter and change activities", *SELLERS)
ACTIVITY_DELETE = permission("sales.activity.delete", "Delete activities", "sales_admin")
ACTIVITY_IMPORT = permission("sales.activity.import", "Take in files of activities", *LEADERS)
ACTIVITY_EXPORT = permission("sales.activity.export", "Export activities", *LEADERS)
FORECAST_JUDGE = permission("sales.forecast.judge", "Judge forecasts of others", *LEADERS)
OWNERS_MAINTAIN = permission("sales.owner.maintain", "Hand many records over to other owners", *LEADERS)
CARD_READER_EDIT = permission("sales.card_reader.edit", "Choose who reads business cards", "sales_admin")
PHASE_VIEW = permission("sales.phase.view", "See phases of opportunities", *SEERS)
PHASE_COMMENT = permission(
    "sales.phase.comment", "Comment on phases of opportunities", *SEERS, follows=PHASE_VIEW
)
PHASE_EDIT = permission("sales.phase.edit", "Set up phases of opportunities", "sales_admin")
PHASE_DELETE = permission("sales.phase.delete", "Delete phases of opportunities", "sales_admin")
PHASE_IMPORT = permission("sales.phase.import", "Take in files of phases", "sales_admin")
PHASE_EXPORT = permission("sales.phase.export", "Export phases", "sales_admin")
SALES_RESULT_VIEW = permission("sales.sales_result.view", "See sales results", *SEERS)
SALES_RESULT_COMMENT = permission(
    "sales.sales_result.comment", "Comment on sales results", *SEERS, follows=SALES_RESULT_VIEW
)
SALES_RESULT_EDIT = permission("sales.sales_result.edit", "Enter and change sales results", "sales_admin")
SALES_RESULT_DELETE = permission("sales.sales_result.delete", "Delete sales results", "sales_admin")
SALES_RESULT_IMPORT = permission("sales.sales_result.import", "Take in files of sales results", *LEADERS)
SALES_RESULT_EXPORT = permission("sales.sales_result.export", "Export sales results", *LEADERS)
