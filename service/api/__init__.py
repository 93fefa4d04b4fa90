"""The API, a module a resource, and its description."""

from __future__ import annotations

from flask_openapi3.models.schema import Schema
from flask_openapi3.openapi import OpenAPI

from service.api import checks, corrections, documents, extract, health, reasons, review, search
from service.api.corrections import CorrectionToMake
from service.api.reasons import TextToExplain
from service.api.submission import FileToExtract, FileToStore, TextToExtract, TextToStore

REF = "#/components/schemas/{model}"
# The wheel's own page starts Swagger UI by an inline script, which our policy forbids; this one does it by a file of ours.
SWAGGER_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>接口说明 · report-miner</title>
<link rel="icon" href="swagger/images/swagger.svg"><link rel="stylesheet" href="swagger/css/swagger-ui.css"></head>
<body><div id="swagger-ui" data-url="{{ doc_url }}"></div>
<script src="swagger/js/swagger-ui-bundle.js"></script><script src="/static/swagger.js"></script></body></html>"""
INDEX_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>接口说明 · report-miner</title></head>
<body><h1>接口说明</h1><ul><li><a href="/openapi/swagger">Swagger UI</a></li>
<li><a href="/openapi/openapi.json">openapi.json</a></li></ul></body></html>"""


def register_api(app: OpenAPI) -> None:
    """Adds the resources to the application."""
    app.config.update(SWAGGER_HTML_STRING=SWAGGER_PAGE, OPENAPI_HTML_STRING=INDEX_PAGE)
    for module in (extract, documents, search, checks, reasons, corrections, review, health):
        app.register_api(module.api)
    for model in (TextToExtract, TextToStore, FileToExtract, FileToStore, TextToExplain, CorrectionToMake):
        app.components_schemas[model.__name__] = Schema(**model.model_json_schema(ref_template=REF))
