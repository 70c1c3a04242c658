"""The pages' HTML as it stands in `shells/`: Simplified and English are files, Traditional is made of the first.

What several pages have in common stands once, in `parts/`, and goes where a page says `$form`, `$common` and so on.
"""

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from starlette.responses import HTMLResponse

from guitai.language import Language, traditional

HERE = Path(__file__).parent / "shells"
STAYS_SIMPLIFIED = re.compile(r'(<a [^>]*lang="zh-Hans">[^<]*</a>)')


def language_of(tag: str) -> Language:
    """What a browser or a link asks for, by BCP 47; Simplified where it is neither of the others."""
    tag = tag.strip().lower()
    if tag.startswith("en"):
        return Language.ENGLISH
    hant = tag.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo"))
    return Language.TRADITIONAL if hant else Language.SIMPLIFIED


def page(
    name: str,
    language: Language,
    data: Mapping[str, str],
    *,
    framed_by: str,
    status: int = 200,
) -> HTMLResponse:
    """The page of that name, with what its script has to know as `data-` attributes of its root."""
    known = {"lang": language, **{f"data-{key}": value for key, value in data.items() if value}}
    attributes = " ".join(f'{key}="{escape(value)}"' for key, value in known.items())
    html = shell(name, language).substitute(attributes=attributes)
    return HTMLResponse(html, status, headers(framed_by))


def headers(framed_by: str = "") -> dict[str, str]:
    """What keeps others' scripts, frames and caches away from a page of ours."""
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data: blob:",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": framed_by or "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


@cache
def shell(name: str, language: Language) -> Template:
    """The page of that name, whole but for `$attributes`."""
    folder = HERE / "en" if language is Language.ENGLISH else HERE
    parts = {file.stem: file.read_text().rstrip("\n") for file in (folder / "parts").iterdir()}
    page = Template((folder / f"{name}.html").read_text())
    html = page.substitute(parts, attributes="$attributes")
    return Template(_traditional(html) if language is Language.TRADITIONAL else html)


def _traditional(html: str) -> str:
    """All of it in Traditional but for the link to Simplified, which is for those who read that."""
    parts = STAYS_SIMPLIFIED.split(html)
    return "".join(part if STAYS_SIMPLIFIED.match(part) else traditional(part) for part in parts)
