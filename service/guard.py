"""What stands between the service and other people's pages: host and origin of requests, tokens of forms, headers of answers.

The service is open to whoever sits at this machine. So a page of another site must be able neither to read it by a name that
leads here (DNS rebinding: the Host header is held against this machine's names), nor to send it anything (the Origin and
Sec-Fetch-Site headers of browsers, and a token in forms), nor to show it in a frame.
"""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from service.problems import BadRequest, ForeignOrigin, StaleForm, WrongHost

LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
COOKIE = "miner_form"
FIELD = "form_token"
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(**changes: str) -> str:
    """The content security policy, with directives changed: `style_src=…`."""
    rules = POLICY | {name.replace("_", "-"): value for name, value in changes.items()}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def install(app: Flask) -> None:
    """Puts the guards around every request."""
    app.before_request(check_host)
    app.before_request(check_origin)
    app.after_request(add_headers)
    app.jinja_env.globals["form_token"] = form_token


def check_host() -> None:
    """WrongHost unless the request names this machine."""
    if _host_name(f"//{request.host}") not in LOCAL_NAMES:
        raise WrongHost("服务只接受用 127.0.0.1 或 localhost 访问；请改用这样的地址")


def _host_name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:  # brackets that do not close
        return None


def check_origin() -> None:
    """ForeignOrigin for what a page of another site sends."""
    if request.method in SAFE_METHODS:
        return
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site", "none")
    foreign = origin is not None and origin.partition("://")[2] != request.host
    if foreign or site not in ("none", "same-origin"):
        raise ForeignOrigin("请求由别的网站的页面发出，已拒绝；请直接在本服务的页面上操作")


def form_token() -> str:
    """The token for a form of this browser; the cookie that it is held against is set with the answer."""
    token = request.cookies.get(COOKIE, "")
    if not (len(token) == 43 and token.isascii()):
        token = g.get("fresh_token") or secrets.token_urlsafe(32)
        g.fresh_token = token
    return token


def check_form() -> None:
    """StaleForm unless the form carries the token of this browser's cookie."""
    cookie, field = request.cookies.get(COOKIE, ""), request.form.get(FIELD, "")
    if not cookie or not hmac.compare_digest(cookie.encode(), field.encode("utf-8", "replace")):
        raise StaleForm("表单已过期或浏览器禁用了 Cookie；请返回上一页，刷新后重新提交")


def refuse_nul(*texts: str) -> None:
    """BadRequest for a text with a NUL, which no name can have."""
    if any("\0" in text for text in texts):
        raise BadRequest("参数里有空字符（NUL）；请检查发送方")


def add_headers(response: Response) -> Response:
    """The headers of every answer."""
    headers = response.headers
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Content-Security-Policy", policy())
    headers.setdefault("X-Frame-Options", "DENY")
    # Not no-referrer: with it browsers send our own forms with the origin "null".
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if request.endpoint is None or not request.endpoint.endswith("static"):
        headers["Cache-Control"] = "no-store"
    fresh = g.pop("fresh_token", None)
    if fresh is not None:
        response.set_cookie(COOKIE, fresh, httponly=True, samesite="Strict")
    return response
