"""Public registries of companies (法人番号, gBizINFO): what they say is compared before anything is written."""
