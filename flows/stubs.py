"""`guandian sources new`: the file of a new source, begun from the stub of its platform."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from flows.folder import REPOSITORY
from spiders.discover import source_names

PLATFORMS = REPOSITORY / "spiders" / "platforms"
SOURCES = REPOSITORY / "spiders" / "sources"

_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")


class StubRefused(Exception):
    """Raised for a source that cannot be begun so; the message says what to give."""


def platforms() -> list[str]:
    """The platforms that have a stub."""
    return sorted(path.name.removesuffix("_stub.py") for path in PLATFORMS.glob("*_stub.py"))


def begin(name: str, platform: str, list_url: str, into: Path = SOURCES) -> Path:
    """The new source's file, its name and site filled in; StubRefused where it cannot be."""
    if not _NAME.fullmatch(name):
        raise StubRefused(f"{name!r} is no name for a source: a-z, 0-9 and _, like sina_blog")
    if platform not in platforms():
        raise StubRefused(f"no platform {platform!r}: choose one of {', '.join(platforms())}")
    if name in source_names() or (into / f"{name}.py").exists():
        raise StubRefused(f"there is a source {name} already: choose another name")
    parts = urlsplit(list_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise StubRefused(f"{list_url!r} is no address of a list: give one that begins with https")
    path = into / f"{name}.py"
    path.write_text(_filled(platform, name, list_url), encoding="utf-8")
    return path


def _filled(platform: str, name: str, list_url: str) -> str:
    parts = urlsplit(list_url)
    list_path = parts.path + (f"?{parts.query}" if parts.query else "")
    camel = "".join(word.capitalize() for word in name.split("_"))
    text = (PLATFORMS / f"{platform}_stub.py").read_text(encoding="utf-8")
    filled = {
        "SITE_NAME": name,
        "StubSpider": f"{camel}Spider",
        '"stub"': f'"{name}"',
        "https://blog.example.com": f"{parts.scheme}://{parts.netloc}",
        "/LIST/{id}/page/{number}": list_path.replace("{", "{{").replace("}", "}}"),
    }
    for mark, value in filled.items():
        text = text.replace(mark, value)
    return text
