"""RUN: dates to partitions. Prefect lives here and only here; the two other layers meet here."""

import os

# Read by Prefect at import, also where pyproject.toml is not in the working folder: no usage
# statistics leave this machine unless the user says so, and a slow start is no failure.
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
# What flows call are plain functions that also log where no flow runs.
os.environ.setdefault("PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW", "ignore")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "180")
