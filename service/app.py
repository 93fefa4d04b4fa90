"""The application, built from its parts: `create_app(miner, store, settings)`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import Response, render_template, request
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from miner.settings import Settings
from miner.store import Store
from miner.version import VERSION
from service import guard
from service.api import register_api
from service.pages import register_pages
from service.parts import KEY, Extractor, Parts
from service.problems import InvalidRequest, Problem, answer, field_errors, problem_of, refusal_of

MEGABYTE = 1 << 20
MACHINES = ("/api/", "/openapi/")
MOST_PARTS = 1000


def utc_now() -> str:
    """The time to the second, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def create_app(miner: Extractor, store: Store, settings: Settings, now: Callable[[], str] = utc_now) -> OpenAPI:
    """The WSGI application: the API under /api/v1, its description under /openapi, the pages under /."""
    app = OpenAPI(
        "service",
        static_folder=None,
        template_folder=None,
        info=Info(title="report-miner", version=VERSION, description="中文工作报告的结构化提取、入库与检索"),
        validation_error_model=Problem,
        validation_error_callback=refuse_invalid,
        doc_prefix="/openapi",
    )
    app.config.update(
        MAX_CONTENT_LENGTH=settings.upload_size * MEGABYTE,
        MAX_FORM_MEMORY_SIZE=settings.upload_size * MEGABYTE,
        MAX_FORM_PARTS=MOST_PARTS,
    )
    app.extensions[KEY] = Parts(miner, store, settings, now)
    # Flask escapes by the suffix of a template's name, and ours end in .jinja: everything is escaped, whatever its name.
    app.jinja_env.autoescape = True
    guard.install(app)
    register_api(app)
    register_pages(app)
    app.register_error_handler(Exception, refuse)
    return app


def refuse(error: Exception) -> Any:
    """Any error as a problem: JSON for machines, a page for people."""
    if isinstance(error, HTTPException) and (error.code is None or error.code < 400):
        return error
    problem = problem_of(refusal_of(error))
    if request.path.startswith(MACHINES):
        response = answer(problem)
    else:
        response = Response(render_template("problem.html.jinja", problem=problem), problem.status)
    if isinstance(error, HTTPException):
        allowed = dict(error.get_headers()).get("Allow")
        if allowed:
            response.headers["Allow"] = allowed
    return response


def refuse_invalid(error: ValidationError) -> Response:
    """What pydantic refuses in path and query, as a problem."""
    found = field_errors(error.errors(include_url=False))
    return answer(problem_of(InvalidRequest("请求参数有误，详见 errors", found)))
