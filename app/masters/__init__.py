"""Masters: what all flows agree on before they start.

Partners (取引先: whom we buy from and sell to, their terms and accounts), products (品目), taxes
(税区分 and the dates on which they change), calendars, banks and addresses. A master is named by a code
on paper and by an id here; flows copy what they print at the moment of issue, so that a later change of
a master changes nothing issued.
"""
