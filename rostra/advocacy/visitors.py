"""Who asks for a short link: a person, or a machine of some kind. By what it says of itself; an address is never looked up.

What is no person is counted apart, by kind, and never as a click. A machine that calls itself a browser is counted as
one: that is the known error of every such count, and why the page says "about".

The names are those by which fetchers are commonly known. Each owner tells its own on a page for site owners, and this list
wants a look at them once a year: the networks' own pages on their crawlers (LinkedInBot, facebookexternalhit,
Twitterbot, WhatsApp, Slackbot, TelegramBot, Discordbot, Mastodon's and Bluesky's fetchers), the search engines' pages on
theirs, OpenAI's, Anthropic's, Perplexity's, Common Crawl's and Google's pages on fetchers for models, and the default
names of HTTP libraries.
"""

from django.http import HttpRequest

CLICK, PREFETCH, PREVIEW, SEARCH, MODEL, MONITOR, SCRIPT, HEAD = (
    "click", "prefetch", "preview", "search", "model", "monitor", "script", "head",
)  # fmt: skip

# The first kind with a name that stands in the agent (lower case) wins.
NAMES: dict[str, tuple[str, ...]] = {
    PREVIEW: (
        "linkedinbot", "facebookexternalhit", "facebookcatalog", "facebot", "twitterbot", "whatsapp/", "slackbot",
        "slack-imgproxy", "telegrambot", "discordbot", "mastodon/", "pleroma", "akkoma", "misskey", "gotosocial",
        "bluesky cardyb", "skypeuripreview", "microsoftpreview", "pinterestbot", "pinterest/0.",
        "redditbot", "vkshare", "line-poker", "iframely", "embedly", "outbrain", "flipboardproxy",
        "bitlybot", "xing-contenttabreceiver", "google-pagerenderer", "outlook-safelinks", "proofpoint", "mimecast",
        "barracuda", "urldefense", "friendica", "lemmy/", "snap url preview", "metauri",
        "meta-externalfetcher",
    ),
    MODEL: (
        "gptbot", "oai-searchbot", "chatgpt-user", "claudebot", "claude-user", "claude-searchbot", "anthropic-ai",
        "perplexitybot", "perplexity-user", "google-extended", "googleother", "google-cloudvertexbot", "ccbot",
        "bytespider", "meta-externalagent", "amazonbot", "applebot-extended", "cohere-ai", "diffbot", "mistralai-user",
        "duckassistbot", "youbot", "ai2bot", "timpibot", "img2dataset",
    ),
    SEARCH: (
        "googlebot", "google-inspectiontool", "adsbot-google", "mediapartners-google", "feedfetcher-google", "bingbot",
        "bingpreview", "msnbot", "adidxbot", "yandex", "baiduspider", "duckduckbot", "applebot", "qwantify", "mojeekbot",
        "seznambot", "petalbot", "sogou", "ecosia", "yahoo! slurp", "ahrefsbot", "semrushbot", "mj12bot", "dotbot",
        "dataforseobot", "serpstatbot", "archive.org_bot", "ia_archiver",
    ),
    MONITOR: (
        "uptimerobot", "pingdom", "statuscake", "site24x7", "newrelicpinger", "datadog", "betteruptime", "uptime-kuma",
        "zabbix", "nagios", "check_http", "blackbox-exporter", "lighthouse", "pagespeed", "gtmetrix", "w3c_validator",
        "checkly", "hetrixtools",
    ),
    SCRIPT: (
        "curl/", "wget/", "python-requests", "python-urllib", "python-httpx", "aiohttp", "httpx/", "go-http-client",
        "java/", "okhttp", "apache-httpclient", "libwww-perl", "lwp::", "node-fetch", "axios/", "undici", "got (",
        "faraday", "php/", "guzzlehttp", "postmanruntime", "insomnia", "headlesschrome", "phantomjs", "puppeteer",
        "playwright", "selenium", "scrapy", "dart:io", "powershell", "rostra",
    ),
}  # fmt: skip
_ENDINGS = ("bot", "crawler", "spider", "fetcher", "scraper")  # what a machine without a line above mostly calls itself


def kind_of(request: HttpRequest) -> str:
    """What this GET or HEAD is: "click" for a person, else a kind of machine."""
    if request.method == "HEAD":
        return HEAD
    if is_prefetch(request):
        return PREFETCH
    agent = request.headers.get("User-Agent", "").lower()
    for kind, names in NAMES.items():
        if any(name in agent for name in names):
            return kind
    # Every browser says what it is and which languages its person reads.
    if not agent or "Accept-Language" not in request.headers or any(ending in agent for ending in _ENDINGS):
        return SCRIPT
    return CLICK


def is_prefetch(request: HttpRequest) -> bool:
    """A browser that looks ahead: Sec-Purpose (Fetch standard), Purpose (older Chromium, Safari), X-Moz (older Firefox)."""
    said = (request.headers.get(name, "").lower() for name in ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"))
    return any(word in each for each in said for word in ("prefetch", "prerender", "preview"))


def wants_preview(kind: str) -> bool:
    """A machine that reads the page for its title and picture, and should get that page rather than be led on."""
    return kind in {PREVIEW, MODEL, SEARCH}
