"""Django's PostgreSQL backend on the embedded server; knows when to start it, nothing else."""
