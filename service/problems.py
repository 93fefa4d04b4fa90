"""Every refusal as problem+json (RFC 9457): one table of statuses, one shape of body, and no word of our insides.

ServiceError                  what only a service has to refuse; the rest of the tree stands in miner/errors.py
├── BadRequest                not a request that HTTP allows
│   └── BadJson               the body is not JSON
├── InvalidRequest            fields missing, unknown or of the wrong kind; `errors` lists them
├── WrongMediaType            neither JSON nor a form with a file
├── BodyTooLarge              beyond the setting upload_size
├── NoSuchAddress             no such page or resource
├── WrongMethod               the address knows other methods
├── WrongHost                 asked for by a name that is not this machine's
├── ForeignOrigin             sent by another site's page
├── StaleForm                 a form without the token of this browser
├── Busy                      too many documents in hand; try again
├── Overdue                   a document took longer than the setting file_seconds
├── Crashed                   a document took its process down
└── Internal                  a fault of ours
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from logging import getLogger
from typing import Any

from flask import Response
from pydantic import BaseModel, ConfigDict, Field
from werkzeug.exceptions import HTTPException

from miner import errors
from miner.errors import MinerError

LOG = getLogger("report-miner")
MEDIA_TYPE = "application/problem+json"
HIDDEN_DETAIL = "服务端出了问题，详情见服务日志；请把 instance 编号告诉管理员"


class ServiceError(MinerError):
    code = "service"
    title = "请求未能处理"


class BadRequest(ServiceError):
    code = "bad-request"
    title = "请求有误"


class BadJson(BadRequest):
    code = "bad-json"
    title = "请求正文不是有效的 JSON"


class InvalidRequest(ServiceError):
    code = "invalid-request"
    title = "请求参数有误"

    def __init__(self, message: str, found: Sequence[Mapping[str, str]] = ()) -> None:
        super().__init__(message)
        self.errors = [dict(one) for one in found]


class WrongMediaType(ServiceError):
    code = "media-type"
    title = "请求正文的类型不受支持"


class BodyTooLarge(ServiceError):
    code = "body-too-large"
    title = "提交的数据过大"


class NoSuchAddress(ServiceError):
    code = "not-found"
    title = "没有这个地址"


class WrongMethod(ServiceError):
    code = "method"
    title = "请求方法不对"


class WrongHost(ServiceError):
    code = "host"
    title = "主机名不对"


class ForeignOrigin(ServiceError):
    code = "origin"
    title = "请求来自别的网站"


class StaleForm(ServiceError):
    code = "form-token"
    title = "表单已过期"


class Busy(ServiceError):
    code = "busy"
    title = "服务正忙"


class Overdue(ServiceError):
    code = "timeout"
    title = "处理超时"


class Crashed(ServiceError):
    code = "crashed"
    title = "处理中断"


class Internal(ServiceError):
    code = "internal"
    title = "程序内部错误"


STATUS: Mapping[type[MinerError], int] = {
    MinerError: 500,
    errors.UnreadableSource: 422,
    errors.EmptySource: 422,
    errors.BinarySource: 422,
    errors.EncryptedSource: 422,
    errors.CorruptSource: 422,
    errors.NoTextLayer: 422,
    errors.UndecodableSource: 422,
    errors.UnsupportedFormat: 422,
    errors.OversizedSource: 413,
    errors.SettingError: 500,
    errors.ModelError: 503,
    errors.ModelMissing: 503,
    errors.ModelMismatch: 503,
    errors.StoreError: 503,
    errors.NotStored: 404,
    errors.StoreVersion: 503,
    errors.QueryError: 400,
    errors.CursorError: 400,
    errors.GoldError: 500,
    ServiceError: 500,
    BadRequest: 400,
    BadJson: 400,
    InvalidRequest: 422,
    WrongMediaType: 415,
    BodyTooLarge: 413,
    NoSuchAddress: 404,
    WrongMethod: 405,
    WrongHost: 421,
    ForeignOrigin: 403,
    StaleForm: 403,
    Busy: 503,
    Overdue: 422,
    Crashed: 422,
    Internal: 500,
}
SPOKEN: frozenset[type[MinerError]] = frozenset({Busy})  # of 500 and above, only these say their own message


class FieldError(BaseModel):
    """A field of a request that is wrong: `pointer` says where it stands."""

    pointer: str
    detail: str


class Problem(BaseModel):
    """A refusal. `code` never changes, `detail` says what to do, `instance` finds it again in the service's log."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(examples=["/problems#empty"])
    title: str = Field(examples=["文件是空的"])
    status: int = Field(examples=[422])
    detail: str
    code: str = Field(examples=["empty"])
    instance: str = Field(examples=["urn:uuid:7d9f6c1e-3a55-4a43-9a3e-6d2f51b0a7c4"])
    errors: list[FieldError] | None = None


def catalogue() -> Iterator[tuple[str, str, int]]:
    """Code, title and status of every kind of problem that can be answered, in the order of the table."""
    seen = set[str]()
    for kind, status in STATUS.items():
        if kind.code not in seen:
            seen.add(kind.code)
            yield kind.code, kind.title, status


def status_of(error: MinerError) -> int:
    """The status of a refusal: that of its class, or of the nearest class above that the table knows."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def problem_of(error: MinerError) -> Problem:
    """The body of a refusal; what went wrong inside is logged under its `instance` and not told."""
    status, instance = status_of(error), uuid.uuid4().urn
    if status >= 500:
        LOG.error("%s %s: %s", instance, error.code, error)
    told = status < 500 or type(error) in SPOKEN
    found = error.errors if isinstance(error, InvalidRequest) else None
    return Problem(
        type=f"/problems#{error.code}",
        title=error.title,
        status=status,
        detail=(str(error) or error.title) if told else HIDDEN_DETAIL,
        code=error.code,
        instance=instance,
        errors=[FieldError(**one) for one in found] if found else None,
    )


def answer(problem: Problem) -> Response:
    """The response of a problem."""
    body = json.dumps(problem.model_dump(exclude_none=True), ensure_ascii=False)
    # Half characters from a hostile request must not break the answer that refuses them.
    response = Response(body.encode("utf-8", "backslashreplace"), problem.status, content_type=MEDIA_TYPE)
    if problem.status == 503:
        response.headers["Retry-After"] = "5"
    return response


def refusal_of(error: Exception) -> MinerError:
    """Anything that went wrong, as a refusal of ours; what is no refusal is a fault and logged with its trace."""
    if isinstance(error, MinerError):
        return error
    if isinstance(error, HTTPException):
        return _of_http(error)
    LOG.error("fault", exc_info=error)
    return Internal()


def _of_http(error: HTTPException) -> MinerError:
    kinds: dict[int | None, MinerError] = {
        404: NoSuchAddress("这个地址不存在；接口说明见 /openapi/swagger"),
        405: WrongMethod("这个地址不接受这种请求方法；允许的方法见响应头 Allow"),
        413: BodyTooLarge("一次提交的数据超过上限；请分批提交，或调大设置 upload_size"),
        415: WrongMediaType("请求正文的类型不受支持；请用 application/json 或 multipart/form-data"),
    }
    refusal = kinds.get(error.code)
    if refusal is not None:
        return refusal
    return BadRequest("请求不符合 HTTP 的格式；请检查客户端") if (error.code or 500) < 500 else Internal()


def field_errors(found: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What pydantic found wrong, for people: where, and what would be right."""
    return [{"pointer": _pointer(one["loc"]), "detail": _said(one)} for one in found[:20]]


def _pointer(place: Sequence[str | int]) -> str:
    return "#/" + "/".join(str(part)[:80].replace("~", "~0").replace("/", "~1") for part in place)


# The kinds of pydantic's errors that a request of ours can cause.
WORDS: Mapping[str, str] = {
    "missing": "缺少这个字段",
    "extra_forbidden": "没有这个字段，请检查拼写",
    "string_type": "应为文字",
    "string_too_long": "太长，最多 {max_length} 个字符",
    "string_too_short": "太短，最少 {min_length} 个字符",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "float_parsing": "应为数字",
    "float_type": "应为数字",
    "finite_number": "应为有限的数字",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
    "literal_error": "应为 {expected} 之一",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "model_type": "应为一个 JSON 对象",
    "model_attributes_type": "应为一个 JSON 对象",
    "string_unicode": "不是有效文字",
    "value_error": "{error}",
}


def _said(one: Mapping[str, Any]) -> str:
    words = WORDS.get(str(one["type"]), "值无效")
    return words.format_map({**one.get("ctx", {})}) if "{" in words else words
