"""Page cursors: opaque to the reader, sealed with the store's key, good for the one search that gave them.

A cursor carries what keeps its search in place while documents come in: the last sentence that was stored when the search
began, the weights computed then, and the place of the last hit. Nothing is kept on our side.
"""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from hashlib import sha256
from typing import Any

from miner.errors import CursorError

SEAL = 12
LONGEST = 4096


def seal(state: dict[str, Any], key: bytes, purpose: str) -> str:
    """The cursor of a state; `purpose` says what it may be used for and is needed to open it."""
    body = json.dumps(state, separators=(",", ":"), sort_keys=True).encode()
    return urlsafe_b64encode(_mark(body, key, purpose) + body).decode().rstrip("=")


def unseal(cursor: str, key: bytes, purpose: str) -> dict[str, Any]:
    """The state in a cursor. CursorError if it is not one of ours, or one of another search."""
    refusal = CursorError("翻页标记无效：被改动过，或属于另一次检索；请从第一页重新检索")
    if len(cursor) > LONGEST or not cursor.isascii():
        raise refusal
    try:
        sealed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except (Base64Error, ValueError):
        raise refusal from None
    body = sealed[SEAL:]
    canonical = urlsafe_b64encode(sealed).decode().rstrip("=") == cursor
    if not canonical or not hmac.compare_digest(sealed[:SEAL], _mark(body, key, purpose)):
        raise refusal
    state: dict[str, Any] = json.loads(body)
    return state


def _mark(body: bytes, key: bytes, purpose: str) -> bytes:
    return hmac.new(key, purpose.encode("utf-8", "surrogatepass") + b"\0" + body, sha256).digest()[:SEAL]
