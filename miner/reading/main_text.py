"""Where a page's own text stands: the element that holds most of what reads like sentences, without menus and link lists.

The method is that of readability tools in its plainest form. Text outside links counts in full where it has Chinese
punctuation, a fifth where it has none; the deepest container that keeps 85 % of the page's count is the main one. Only tables
that hold other tables are entered: the rest may be forms, whose small cells count as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any


def _elements(role: str) -> frozenset[str]:
    lines = files(__package__).joinpath("elements.tsv").read_text("utf-8").splitlines()[1:]
    return frozenset(name for row in lines if row.split("\t")[0] == role for name in row.split("\t")[1].split())


SILENT, BLOCKS, CONTAINERS, ARTICLES = (_elements(role) for role in ("silent", "block", "container", "article"))
"""Names of elements by their role (`elements.tsv`)."""
SENTENCE = re.compile(r"[，。；！？：、]")
FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navi|navbar|navigation|menu|breadcrumbs?|crumbs?|foot|footer|footbar|sidebar|side|share|bdshare|copyright|"
    r"related|recommend|hot|comments?|comment-list|pager?|pagination|prev-?next|toolbar|login|search|ads?|advert|banner|topbar|links?)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
KEPT_SHARE, ARTICLE_SHARE, FURNITURE_SHARE = 0.85, 0.5, 0.3


@dataclass(slots=True)
class Tally:
    """What an element holds with all below it: characters, those in links, links, running text, headings."""

    characters: int = 0
    linked: int = 0
    links: int = 0
    running: float = 0.0
    headings: int = 0

    def add(self, other: Tally) -> None:
        """Counts what a child holds."""
        self.characters += other.characters
        self.linked += other.linked
        self.links += other.links
        self.running += other.running
        self.headings += other.headings


@dataclass(slots=True)
class Survey:
    """Tallies of a page's elements, and the tables that only arrange others."""

    tallies: dict[Any, Tally] = field(default_factory=dict)
    layout: set[Any] = field(default_factory=set)

    def of(self, element: Any) -> Tally:
        """The tally of an element; an empty one for what is silent."""
        return self.tallies.get(element) or Tally()

    def is_link_list(self, element: Any) -> bool:
        """Whether an element is mostly links, more than one."""
        tally = self.of(element)
        return tally.links > 1 and tally.linked > 0.6 * tally.characters


def is_silent(element: Any) -> bool:
    """Whether an element and all below it are never shown as text of the page."""
    if not isinstance(element.tag, str) or element.tag in SILENT or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and HIDDEN.search(style[:500]) is not None


def survey_page(root: Any) -> Survey:
    """Tallies of every element that is shown, in one pass."""
    survey = Survey()
    tables: list[Any] = []
    stack: list[tuple[Any, Any, Tally, bool]] = [(root, root.iterchildren(), _own(root.text, root.tag == "a"), root.tag == "a")]
    while stack:
        element, children, tally, linked = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            survey.tallies[element] = tally
            if element.tag == "table":
                tables.pop()
            if stack:
                stack[-1][2].add(tally)
                stack[-1][2].add(_own(element.tail, stack[-1][3]))
        elif is_silent(child):
            tally.add(_own(child.tail, linked))
        else:
            if child.tag == "table":
                survey.layout.update(tables[-1:])
                tables.append(child)
            inside = linked or child.tag == "a"
            own = _own(child.text, inside)
            own.links += child.tag == "a"
            own.headings += child.tag in ("h1", "h2", "h3")
            stack.append((child, child.iterchildren(), own, inside))
    return survey


def find_main(body: Any, survey: Survey) -> Any:
    """The container of the page's own text; the body where nothing stands out."""
    whole = survey.of(body).running
    main = here = body
    while True:
        children = [
            child for child in here.iterchildren() if isinstance(child.tag, str) and not is_furniture(child, survey, body)
        ]
        best = max(children, key=lambda child: survey.of(child).running, default=None)
        if best is None or survey.of(best).running <= 0 or (best.tag == "table" and best not in survey.layout):
            return main
        share = ARTICLE_SHARE if best.tag in ARTICLES else KEPT_SHARE
        if survey.of(best).running < share * whole:
            return main
        here = best
        if here.tag in CONTAINERS:
            main = here


def is_furniture(element: Any, survey: Survey, body: Any) -> bool:
    """Whether an element is called a menu, footer or the like, and holds too little of the page to be its text."""
    if element.tag == "header":
        return survey.of(element).headings == 0
    names = f"{element.get('id') or ''} {element.get('class') or ''}"[:300]
    return FURNITURE.search(names) is not None and survey.of(element).running <= FURNITURE_SHARE * survey.of(body).running


def _own(text: str | None, linked: bool) -> Tally:
    stripped = (text or "").strip()
    if not stripped:
        return Tally()
    size = len(stripped)
    return Tally(size, size if linked else 0, 0, 0.0 if linked else size * (1.0 if SENTENCE.search(stripped) else 0.2))
