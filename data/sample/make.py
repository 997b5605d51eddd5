"""Write data/sample/night.warc.gz, the two nights that the play in posts/*.toml tells.

With --check nothing is written: exit status 1 says that the file is not what the play tells.
Files are compared unpacked, since builds of zlib differ in how they pack the same bytes.
"""

import gzip
import sys
import tomllib
from pathlib import Path

from data.sample.stage import nights, play, warc

HERE = Path(__file__).parent
NIGHT = HERE / "night.warc.gz"


def build() -> list[bytes]:
    """Return the records of both nights, unpacked."""
    script = play.load()
    watched = tomllib.loads((HERE / "watchlist.toml").read_text("utf-8"))
    bars, authors = watched["guba"]["bars"], watched["caifuhao"]["authors"]
    return list(
        warc.records(nights.responses(script, night, bars, authors) for night in nights.NIGHTS)
    )


def is_current(records: list[bytes], path: Path = NIGHT) -> bool:
    """Return whether the file holds exactly these records."""
    return path.exists() and gzip.decompress(path.read_bytes()) == b"".join(records)


def main(arguments: list[str]) -> int:
    """Write the file where it differs, or only say so; return the exit status."""
    records = build()
    if is_current(records):
        return 0
    if "--check" in arguments:
        print(f"{NIGHT.name} differs: run `uv run python data/sample/make.py`", file=sys.stderr)
        return 1
    NIGHT.write_bytes(warc.pack(records))
    print(f"{NIGHT.name}: {len(records)} records, {NIGHT.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
