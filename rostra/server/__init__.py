"""The processes: an embedded PostgreSQL, the web servers, the job worker, and what keeps them alive. No Django here."""
