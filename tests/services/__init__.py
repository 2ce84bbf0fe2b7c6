"""PostgreSQL and Redis for tests: the servers named in the environment, else our own children, else a clear refusal."""
