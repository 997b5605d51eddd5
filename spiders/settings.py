"""How we crawl: our manners, read top to bottom as the crawl's policy."""

from typing import Any

# --- Who we are, and whether we may ---

# Each run adds the contact of its watchlist.
USER_AGENT = "guandian/0.1"
# No source has a switch to turn this off.
ROBOTSTXT_OBEY = True
# We visit as nobody: no session, no login, nothing remembered.
COOKIES_ENABLED = False
REFERRER_POLICY = "scrapy.spidermiddlewares.referer.NoReferrerPolicy"

# --- How fast ---

# The floor between two requests to one host; a watchlist may only raise it. This one is of a run;
# spiders/polite.py keeps it over all runs, and the budget of the night with it.
DOWNLOAD_DELAY = 3.0
# Jitter goes both ways, so any would dip below the floor.
DOWNLOAD_DELAY_JITTER = 0.0
# One at a time per host, and at all: nothing is queued behind a request that may bring a block.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 1
# A page brings one request at most; Scrapy makes so many tasks for each page.
CONCURRENT_ITEMS = 1
# A slow site is asked more slowly; never faster than the floor.
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 3.0
AUTOTHROTTLE_MAX_DELAY = 60.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0

# --- When it does not work ---

RETRY_TIMES = 2
# Not 429: that is a refusal and stops the host.
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]
DOWNLOAD_TIMEOUT = 30
# We give a page up as an outcome; it is no fault of the program.
RETRY_GIVE_UP_LOG_LEVEL = "WARNING"
# The largest real page seen is 0.2 MB, the list of all funds is 3 MB. It bounds what is read and
# what that unpacks to.
DOWNLOAD_MAXSIZE = 8 * 1024**2
DOWNLOAD_WARNSIZE = 0
# Posts redirect once, to the error page; more is a loop.
REDIRECT_MAX_TIMES = 3
# Our own reading of packed bodies stands in its place (see spiders/decode.py).
COMPRESSION_ENABLED = False
# Names that point into our own network are not visited.
TWISTED_DNS_RESOLVER = "spiders.addresses.PublicResolver"
METAREFRESH_ENABLED = False
# A missing or refused page is an outcome, not an error.
HTTPERROR_ALLOW_ALL = True
# We visit each post once ourselves; several deleted posts end at the same error page.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
# First in, first out, so that a night is walked in the order of the watchlist.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"

# --- What we ask for ---

# Only encodings that every reader of the archive can undo with the standard library.
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/json;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip, deflate",
}
# A link in a page can never read a file or another protocol; what is asked for waits its turn.
DOWNLOAD_HANDLERS: dict[str, Any] = {
    **dict.fromkeys(("file", "ftp", "s3", "data")),
    "http": "spiders.polite.PoliteHandler",
    "https": "spiders.polite.PoliteHandler",
}
DOWNLOAD_VERIFY_CERTIFICATES = True
# An http_proxy left in the environment would change who is asking.
HTTPPROXY_ENABLED = False

# --- Our own parts ---

SPIDER_MODULES = ["spiders.sources"]
DOWNLOADER_MIDDLEWARES = {
    # Nearest the network: archives what came before anything else touches it.
    "spiders.archive.ArchiveMiddleware": 960,
    # Next: sees the outcome before a retry or a redirect can send anything more.
    "spiders.breaker.BreakerMiddleware": 950,
    # Where Scrapy's HttpCompression would be: between redirects and retries.
    "spiders.decode.PlainMiddleware": 590,
    # Before robots.txt, which would be asked for on the host in question.
    "spiders.addresses.AddressMiddleware": 50,
}

# --- Nothing opens a door or calls home ---

TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# --- What the log says ---

LOG_LEVEL = "INFO"
STATS_DUMP = False
LOGSTATS_INTERVAL = 300.0
LOG_VERSIONS: list[str] = []
