"""Columns that several tables have; the same quantity has the same name in each."""

from transforms.schema import COUNT, STRING, Column

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
