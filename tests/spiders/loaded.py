"""What a crawl loads when it begins; none of it chooses Twisted's reactor, which a crawl does."""

from importlib import import_module

from spiders import run
from spiders.discover import sources

AT_ITS_START = [
    "scrapy.core.downloader.handlers.http11",
    "scrapy.downloadermiddlewares.cookies",
    "scrapy.downloadermiddlewares.httpcache",
    "scrapy.downloadermiddlewares.httpproxy",
    "scrapy.downloadermiddlewares.redirect",
    "scrapy.downloadermiddlewares.robotstxt",
    "scrapy.extensions.feedexport",
    "scrapy.extensions.telnet",
    "scrapy.pqueues",
    "scrapy.spidermiddlewares.referer",
    "scrapy.squeues",
    "spiders.archive",
    "spiders.origins",
    "twisted.web.client",
    "twisted.plugin",
]
for name in AT_ITS_START:
    import_module(name)

__all__ = ["run", "sources"]
