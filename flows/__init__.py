"""RUN: dates to partitions. Prefect lives here and only here; the two other layers meet here."""

import os

# Read by Prefect at import: no usage statistics leave this machine unless the user says so.
os.environ.setdefault("DO_NOT_TRACK", "1")
