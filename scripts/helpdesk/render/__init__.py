"""Pages from facts: tables, lists and forms."""
