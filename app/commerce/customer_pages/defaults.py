"""Words a receipt starts with."""

PURPOSE = "お品代として"
