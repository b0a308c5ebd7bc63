"""How the embedded PostgreSQL is configured: given on its command line, so that code is the only place to look.

Connection budget (`max_connections` 40): web 2 workers x 4 threads = 8, the public process 2, the job worker 4 for
procrastinate, 1 for LISTEN and 4 for Django, commands and `rostra doctor` 5, PostgreSQL's reserve 3: 27; the rest is
air for a second job worker. Whoever needs more runs a PostgreSQL of their own and sets `DATABASE_URL`.
"""

MAX_CONNECTIONS = 40

SERVING = {
    "listen_addresses": "",  # no TCP: the socket in a 0700 folder is the only way in
    "unix_socket_permissions": "0700",
    "max_connections": str(MAX_CONNECTIONS),
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "wal_compression": "pglz",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "jit": "off",  # compiling costs more than the short queries of a page
    "max_parallel_workers_per_gather": "0",  # two cores: one query must not take both
    "idle_in_transaction_session_timeout": "5min",
    # What people wrote must not get into logs: no statements, no parameters, no DETAIL with the row's values.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_line_prefix": "%p ",
    "log_checkpoints": "off",
    "lc_messages": "C",
}

THROWAWAY = {
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
"""For test databases only: a power cut loses everything."""


def arguments(*, socket_folder: str, throwaway: bool) -> list[str]:
    """The `-c name=value` arguments of `postgres`."""
    chosen = SERVING | {"unix_socket_directories": socket_folder} | (THROWAWAY if throwaway else {})
    return [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
