"""The pages, in Chinese: extract, search, documents, checks, review. They show what the store and the line give, and decide nothing."""

from __future__ import annotations

from flask import Blueprint
from flask_openapi3.openapi import OpenAPI
from jinja2 import ChoiceLoader, PackageLoader

from miner.exports.page import equip
from miner.store import UNSTATED
from service.pages import documents, extract, look, review, search

pages = Blueprint("pages", __name__, template_folder="templates", static_folder="static", static_url_path="/static")
pages.add_url_rule("/", view_func=extract.home)
pages.add_url_rule("/extract", view_func=extract.results, methods=["POST"])
pages.add_url_rule("/extract", endpoint="extract_again", view_func=extract.again)
pages.add_url_rule("/search", view_func=search.search)
pages.add_url_rule("/documents", view_func=documents.listing)
pages.add_url_rule("/documents/<document_id>", view_func=documents.document)
pages.add_url_rule("/documents/<document_id>/reports/<int:report>/sentences/<int:number>", view_func=review.sentence)
pages.add_url_rule(
    "/documents/<document_id>/reports/<int:report>/sentences/<int:number>",
    endpoint="correct",
    view_func=review.correct,
    methods=["POST"],
)
pages.add_url_rule("/review", endpoint="review", view_func=review.queue)
pages.add_url_rule("/review", endpoint="decide", view_func=review.decide, methods=["POST"])
pages.add_url_rule("/checks", view_func=documents.checks)
pages.add_url_rule("/problems", view_func=look.problems)
pages.add_url_rule("/static/document.css", view_func=look.document_style)


def register_pages(app: OpenAPI) -> None:
    """Adds the pages to the application, with the templates of documents beside their own."""
    app.register_blueprint(pages)
    app.jinja_env.trim_blocks = True
    app.jinja_env.loader = ChoiceLoader(
        [app.jinja_env.loader or PackageLoader("service.pages"), PackageLoader("miner.exports")]
    )
    equip(app.jinja_env)
    app.jinja_env.globals.update(unstated=UNSTATED, highlighted=search.highlighted, turn=look.turn, spot=look.spot)
