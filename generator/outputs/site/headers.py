"""What a server should say with every file of the site, and the same as configuration of common servers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

# Content Security Policy, level 3 (W3C). No page has an inline script, an inline style or an address of another host,
# so nothing needs 'unsafe-inline', 'unsafe-eval' or a list of hashes. `data:` is for the icons inside the style sheet.
POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",  # scripts read every form; none is ever sent
    "frame-ancestors": "'none'",
}

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # frame-ancestors for browsers before it
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

# An address ending in `?v=` names its content. A day, not a year: an upload that puts a page before its style sheet
# would otherwise pin the wrong one.
CACHE = "no-cache"
CACHE_VERSIONED = "public, max-age=86400"

ROOT = "/srv/xinyu/site"
NAME = "school.lan"
_PACKED = ("text/css", "text/javascript", "application/javascript", "application/json", "image/svg+xml", "text/plain")


def write_headers(server: str) -> str:
    """The configuration for `server`, one of `SERVERS`, ready to paste."""
    return SERVERS[server]()


def _nginx() -> str:
    lines = "\n".join(f'    add_header {name} "{value}" always;' for name, value in HEADERS.items())
    return f"""\
map $arg_v $xinyu_cache {{
    ""      "{CACHE}";
    default "{CACHE_VERSIONED}";
}}

server {{
    listen 80;
    server_name {NAME};
    root {ROOT};
    charset utf-8;

    gzip on;
    gzip_vary on;
    gzip_min_length 1000;
    gzip_types {" ".join(_PACKED)};

{lines}
    add_header Cache-Control $xinyu_cache always;

    error_page 404 /404.html;
    location /en/ {{
        error_page 404 /en/404.html;
    }}
}}
"""


def _apache() -> str:
    lines = "\n".join(f'  Header always set {name} "{value}"' for name, value in HEADERS.items())
    return f"""\
AddDefaultCharset utf-8
AddCharset utf-8 .html .css .js .json .svg .txt
ErrorDocument 404 /404.html
<If "%{{REQUEST_URI}} =~ m#^/en/#">
  ErrorDocument 404 /en/404.html
</If>

<IfModule mod_headers.c>
{lines}
  Header always set Cache-Control "{CACHE}"
  <If "%{{QUERY_STRING}} =~ /^v=/">
    Header always set Cache-Control "{CACHE_VERSIONED}"
  </If>
</IfModule>

<IfModule mod_deflate.c>
  AddOutputFilterByType DEFLATE text/html {" ".join(_PACKED)}
</IfModule>
"""


def _caddy() -> str:
    lines = "\n".join(f'        {name} "{value}"' for name, value in HEADERS.items())
    return f"""\
http://{NAME} {{
    root * {ROOT}
    encode gzip

    header {{
{lines}
    }}
    @versioned query v=*
    header @versioned Cache-Control "{CACHE_VERSIONED}"
    @plain not query v=*
    header @plain Cache-Control "{CACHE}"

    handle_errors {{
        @english path /en/*
        rewrite @english /en/404.html
        rewrite * /404.html
        file_server
    }}
    file_server
}}
"""


def _pages() -> str:
    """The `_headers` file of Netlify, Cloudflare Pages and their like; it cannot look at a query."""
    lines = "\n".join(f"  {name}: {value}" for name, value in HEADERS.items())
    return f"/*\n{lines}\n  Cache-Control: {CACHE}\n"


def _table() -> str:
    """A table in Markdown, for consoles in which each header is typed into a form."""
    rows = "\n".join(f"| `{name}` | `{value}` |" for name, value in HEADERS.items())
    return f"| header | value |\n|---|---|\n{rows}\n| `Cache-Control` | `{CACHE}` |\n"


SERVERS: Mapping[str, Callable[[], str]] = {
    "nginx": _nginx,
    "apache": _apache,
    "caddy": _caddy,
    "pages": _pages,
    "table": _table,
}
