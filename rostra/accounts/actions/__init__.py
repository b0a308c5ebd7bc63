"""The verbs of accounts: coming in, leaving, and what one may do."""
