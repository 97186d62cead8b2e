"""What a tenant may choose about approvals."""

from app.platform.settings import setting

APPLICANT_IN_STEP = setting(
    "approvals.applicant_in_step",
    "When a step would fall to the applicant alone",
    "escalate",
    choices=(("escalate", "Ask the head above"), ("skip", "Skip the step")),
    help="Nobody ever approves their own document.",
)
