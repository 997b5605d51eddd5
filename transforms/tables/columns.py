"""Columns that several tables have; the same quantity has the same name in each."""

from transforms.schema import COUNT, FLOAT, STRING, STRINGS, Column

POST_ID = Column("post_id", STRING, "The post: source and native id, `guba:1729359449`", False)
ORDINAL = Column("ordinal", COUNT, "Place among the post's rows of this table, from 0", False)
START = Column(
    "start",
    COUNT,
    "First character, counted in post_versions.text (in the title where the zone says so)",
)
END = Column("end", COUNT, "Character after the last one, counted likewise")
CAPTURE_ID = Column("capture_id", STRING, "The archived response that this was read from", False)
CONTENT = Column(
    "content_sha256",
    STRING,
    "SHA-256 of title and author's own text; same text, same version",
    False,
)
COUNTS = (
    Column("like_count", COUNT, "Likes shown at that visit"),
    Column("comment_count", COUNT, "Comments shown at that visit"),
    Column("read_count", COUNT, "Reads shown at that visit"),
    Column("forward_count", COUNT, "Forwards shown at that visit"),
)
SURFACE = Column("surface", STRING, "The characters that name it", False)
METHOD = Column(
    "method",
    STRING,
    "cashtag, code, name (official), short_name (of the exchange, a vendor, people, or made of "
    "the name's parts) or nickname",
    False,
)
ZONE = Column(
    "zone", STRING, "title, body or tail (exposure tagging below the last sentence)", False
)
NAME_AT_DATE = Column(
    "name_at_date",
    STRING,
    "Name on the day of the post, of a cashtag the name that it states; of a fund without a "
    "class that of the class whose code is its fund_id",
)
NAME_NOW = Column("name_now", STRING, "Name in the newest list that the registry has, likewise")
CANDIDATES = Column(
    "candidates", STRINGS, "Codes it may be, where the text does not decide; null where it does"
)
CONFIDENCE = Column(
    "confidence",
    FLOAT,
    "Rank from 0 to 1: 1 stated by a cashtag, below 0.5 left open; see above",
    False,
)
REGISTRY_VERSION = Column(
    "registry_version",
    STRING,
    "Registry of the build, whose names of that day and whose types these are; null for none",
)
