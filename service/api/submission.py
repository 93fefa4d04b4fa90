"""What is submitted: a text in JSON, or a file in a form, checked and turned into a source."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import Annotated, Any, TypeVar

from flask import request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, create_model

from miner.pipeline import as_source
from miner.records import Source
from service.problems import BadJson, InvalidRequest, WrongMediaType, field_errors

NAME = 255
Model = TypeVar("Model", bound=BaseModel)
FIELDS = {"name", "with_text", "encoding", "department", "period"}


def printable(text: str) -> str:
    """ValueError for a name with control characters or half characters."""
    if not all(char.isprintable() or char == "\u3000" for char in text):
        raise ValueError("含有控制字符或不成对的代理码")
    return text


def stated(text: str) -> str:
    """ValueError for a name that says nothing."""
    if not text.strip():
        raise ValueError("不能为空")
    return text.strip()


Name = Annotated[str, Field(max_length=NAME), AfterValidator(printable)]
StatedName = Annotated[Name, AfterValidator(stated)]
MinScore = Annotated[
    float, Field(ge=0, le=1, allow_inf_nan=False, description="把握低于此数的句子归为 unsure（未定），不作猜测；默认不设下限")
]


class SubmittedText(BaseModel):
    """A text; `name` is a file name that may say department and period."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str = Field(description="报告全文", examples=["客服部2024年上半年工作总结\n一、主要成绩\n上半年受理来电1.2万件。"])
    name: Name = Field("", description="文件名，可从中得知部门和期间")
    with_text: bool = Field(False, description="结果里带上全文")


class TextToExtract(SubmittedText):
    """A text to extract."""

    min_score: MinScore = 0.0


class TextToStore(SubmittedText):
    """A text to extract and store; `department` and `period` go before what it says itself."""

    department: Name | None = Field(None, description="部门，优先于正文所写")
    period: Name | None = Field(None, description="期间，如 2024年上半年，优先于正文所写")


class SubmittedFile(BaseModel):
    """A file, as a form."""

    model_config = ConfigDict(extra="forbid")

    file: str = Field(description="报告文件", json_schema_extra={"format": "binary"})
    name: Name = Field("", description="文件名，不写则用上传的文件名")
    with_text: bool = Field(False, description="结果里带上全文")
    encoding: Name | None = Field(None, description="强制使用的文字编码，如 gb18030")


class FileToExtract(SubmittedFile):
    """A file to extract, as a form."""

    min_score: MinScore = 0.0


class FileToStore(SubmittedFile):
    """A file to extract and store, as a form."""

    department: Name | None = Field(None, description="部门，优先于正文所写")
    period: Name | None = Field(None, description="期间，如 2024年上半年，优先于正文所写")


@dataclass(frozen=True, slots=True)
class Submission:
    """A source and what is to be done with it."""

    source: Source
    with_text: bool
    department: str | None = None
    period: str | None = None
    min_score: float = 0.0


def submission(text_model: type[SubmittedText], file_model: type[SubmittedFile]) -> Submission:
    """The submission of the present request. WrongMediaType, BadJson, InvalidRequest."""
    if request.mimetype == "application/json":
        asked = validated(text_model, json_body())
        source = as_source(asked.text, asked.name)
    elif request.mimetype == "multipart/form-data":
        asked, source = form_submission(file_model)
    else:
        shown = request.mimetype[:80] or "没有写明"
        raise WrongMediaType(f"请求正文的类型是 {shown}；请用 application/json 或 multipart/form-data")
    return Submission(
        source,
        asked.with_text,
        getattr(asked, "department", None) or None,
        getattr(asked, "period", None) or None,
        getattr(asked, "min_score", 0.0),
    )


def json_body() -> Any:
    """The JSON of the body. BadJson says where it breaks."""
    try:
        return json.loads(request.get_data(cache=False).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadJson(f"第 {error.start + 1} 个字节起不是 UTF-8；JSON 须用 UTF-8 编码") from None
    except json.JSONDecodeError as error:
        raise BadJson(f"第 {error.lineno} 行第 {error.colno} 个字符处不符合 JSON 语法；请检查引号、逗号和括号") from None
    except ValueError:
        raise BadJson("JSON 里有过长的数字；请检查") from None
    except RecursionError:
        raise BadJson("JSON 嵌套过深；请只发送接口说明里的字段") from None


def form_submission(model: type[SubmittedFile]) -> tuple[Any, Source]:
    """The form's fields and its file. InvalidRequest unless there is exactly one file."""
    files = request.files.getlist("file")
    if len(files) != 1 or len(request.files) != 1:
        found = [{"pointer": "#/file", "detail": "应有且只有一个名为 file 的文件"}]
        raise InvalidRequest("请求里应有一个名为 file 的文件", found)
    fields = {key: value for key, value in request.form.items() if value}
    asked = validated(model, {**fields, "file": ""})
    # Some browsers send a whole path; only the name says something.
    name = asked.name or PureWindowsPath(files[0].filename or "").name
    validated(Named, {"name": name[:NAME]})
    return asked, Source(files[0].read(), name[:NAME], asked.encoding or None)


Named = create_model("Named", name=(Name, ...))


def validated(model: type[Any], value: Any) -> Any:
    """The model of a value. InvalidRequest lists what is wrong."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        found = field_errors(error.errors(include_url=False, include_input=False))
        raise InvalidRequest("请求参数有误，详见 errors", found) from None


def json_submission(model: type[Model]) -> Model:
    """The model of a body in JSON. WrongMediaType, BadJson, InvalidRequest."""
    if request.mimetype != "application/json":
        raise WrongMediaType(f"请求正文的类型是 {request.mimetype[:80] or '没有写明'}；请用 application/json")
    found: Model = validated(model, json_body())
    return found


def json_request(model: type[BaseModel]) -> dict[str, Any]:
    """The description of a body in JSON for OpenAPI."""
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def request_body(text_model: type[BaseModel], file_model: type[BaseModel]) -> dict[str, Any]:
    """The description of both kinds of body for OpenAPI."""
    return {
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": {"$ref": f"#/components/schemas/{text_model.__name__}"}},
                "multipart/form-data": {"schema": {"$ref": f"#/components/schemas/{file_model.__name__}"}},
            },
        }
    }
