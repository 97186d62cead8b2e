"""What one may do in shipping, and the built-in roles that start with it."""

from app.kernel.permissions import permission

CLERKS = ("shop_manager", "order_clerk", "shipping_clerk")
SEERS = (*CLERKS, "auditor")

ORDER_VIEW = permission("commerce.order.view", "See orders of the shops", *SEERS)
ORDER_EDIT = permission("commerce.order.edit", "Work on orders of the shops", "shop_manager", "order_clerk")
ORDER_TAKE = permission(
    "commerce.order.import", "Take in orders from files and shops", "shop_manager", "order_clerk"
)
ORDER_EXPORT = permission(
    "commerce.order.export", "Export orders of the shops", "shop_manager", "order_clerk"
)
SLIP_SHIP = permission("commerce.slip.ship", "Pack slips, make labels, report shipments", *CLERKS)
PERSON_SEE = permission(
    "commerce.person.see", "See names, addresses and telephone numbers of customers in full", *CLERKS
)
CHANNEL_VIEW = permission("commerce.channel.view", "See shops", *SEERS)
CHANNEL_COMMENT = permission(
    "commerce.channel.comment",
    "Comment on shops and payment methods",
    *SEERS,
    follows=CHANNEL_VIEW,
)
CHANNEL_EDIT = permission("commerce.channel.edit", "Set up shops and how they are paid", "shop_manager")
CHANNEL_DELETE = permission(
    "commerce.channel.delete", "Delete shops and payment methods", "shop_manager", follows=CHANNEL_EDIT
)
CHANNEL_IMPORT = permission(
    "commerce.channel.import", "Take in files of shops and payment methods", "shop_manager"
)
CHANNEL_EXPORT = permission(
    "commerce.channel.export", "Export shops and payment methods", "shop_manager", "auditor"
)
CUSTOMER_VIEW = permission(
    "commerce.customer.view", "See customers of the shops", "shop_manager", "order_clerk", "auditor"
)
CUSTOMER_EDIT = permission(
    "commerce.customer.edit", "Change, merge and mark customers of the shops", "shop_manager", "order_clerk"
)
CUSTOMER_EXPORT = permission(
    "commerce.customer.export", "Export customers of the shops", "shop_manager", "order_clerk"
)
MAIL_SEND = permission(
    "commerce.mail.send", "Send mails to customers, answer what they ask", "shop_manager", "order_clerk"
)
MAIL_EDIT = permission("commerce.mail.edit", "Write mail templates, set up what shops mail", "shop_manager")
