"""What a person does on the pages works, with the mouse, with the keyboard alone, and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from service_samples import HOSTILE, REPORTS

from miner import Miner
from miner.exports.page import page as standing_alone

NAME, TEXT = next(iter(REPORTS.items()))
PATHS = ["/", "/search", "/documents", "/checks", "/review", "/problems"]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two reports in two encodings, and an empty file."""
    made = [tmp_path / name for name in (*list(REPORTS)[:2], "空.txt")]
    for path, encoding in zip(made[:2], ("utf-8", "gb18030"), strict=True):
        path.write_text(REPORTS[path.name], encoding=encoding)
    made[2].touch()
    return made


def test_a_pasted_report_comes_back_coloured(page: Page) -> None:
    page.goto("/")
    page.get_by_label("或粘贴全文").fill(TEXT)
    page.get_by_role("button", name="提取").click()
    problem = page.locator(".text .s.problem").first
    expect(problem).to_contain_text("夜班人员不足")
    colours = page.evaluate(
        "() => ['achievement','problem','plan'].map(l => getComputedStyle(document.querySelector('.text .s.'+l)).backgroundColor)"
    )
    assert len(set(colours)) == 3 and "rgba(0, 0, 0, 0)" not in colours


def test_a_figure_says_what_it_is_when_pointed_at_or_focused(page: Page) -> None:
    page.goto("/")
    page.get_by_label("或粘贴全文").fill(TEXT)
    page.get_by_role("button", name="提取").click()
    figure = page.locator("a.figure", has_text="98.6%").first
    expect(figure.locator(".tip")).to_be_hidden()
    figure.hover()
    expect(figure.locator(".tip")).to_be_visible()
    expect(figure.locator(".tip")).to_contain_text("满意率 · 98.6% · 实际")
    page.mouse.move(0, 0)
    figure.focus()
    expect(figure.locator(".tip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("tr:target")).to_contain_text("满意率")


def test_files_are_chosen_listed_and_extracted(page: Page, files: list[Path]) -> None:
    page.goto("/")
    page.get_by_label("选择文件").set_input_files(files)
    expect(page.locator("[data-chosen] li")).to_have_count(3)
    page.get_by_role("button", name="提取").click()
    expect(page.get_by_text("共 3 份：成功 2，失败 1")).to_be_visible()
    expect(page.locator("tr.bad")).to_contain_text("文件是空的")
    page.get_by_role("link", name=files[1].name).click()
    assert "#d2" in page.url


def test_a_dropped_file_is_taken(page: Page) -> None:
    page.goto("/")
    transfer = page.evaluate_handle(
        "([name, text]) => { const t = new DataTransfer(); t.items.add(new File([text], name)); return t; }", [NAME, TEXT]
    )
    page.locator("[data-drop]").dispatch_event("drop", {"dataTransfer": transfer})
    expect(page.locator("[data-chosen] li")).to_contain_text(NAME)
    page.get_by_role("button", name="提取").click()
    expect(page.locator(".text .s.problem").first).to_be_visible()


def test_problems_are_searched_across_departments_and_followed_into_the_report(page: Page) -> None:
    page.goto("/search")
    page.get_by_label("检索词").fill("人员不足")
    page.keyboard.press("Enter")
    expect(page.locator(".hit")).to_have_count(3)
    page.get_by_label("检修部").check()
    expect(page.locator(".hit")).to_have_count(1)
    expect(page.locator(".hit mark")).to_have_text("人员不足")
    page.locator(".hit a").click()
    expect(page.locator(".s:target")).to_contain_text("检修班组人员不足")


def test_a_stored_report_leads_from_outline_and_tables_to_the_text(page: Page) -> None:
    page.goto("/documents")
    page.get_by_role("link", name="客服部2024年上半年工作总结").click()
    page.get_by_role("navigation", name="目录").get_by_role("link", name="二、存在的问题").click()
    expect(page.locator(".heading:target")).to_have_text("二、存在的问题")
    page.locator("#indicators a", has_text="82%").click()
    expect(page.locator("a.figure:target")).to_contain_text("82%")


def test_a_sentence_tells_why_and_takes_a_correction_back_to_the_report(page: Page) -> None:
    page.goto("/documents")
    page.get_by_role("link", name="仓储部2024年工作计划").click()
    page.get_by_role("link", name="为什么").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("为什么归为问题")
    expect(page.get_by_text("所在标题预示问题")).to_be_visible()
    page.get_by_role("navigation", name="各归类的把握").get_by_role("link", name="计划").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("为什么没有归为计划")
    page.get_by_label("更正人").fill("李敏")
    page.get_by_role("group", name="应归为").get_by_role("button", name="其他").click()
    expect(page.get_by_role("status")).to_have_text("已记下。")
    page.get_by_role("link", name="仓储部2024年工作计划").click()
    expect(page.locator(".text .corrected")).to_have_text("更正为其他")
    expect(page.locator(".s:target")).to_be_visible()


def test_the_queue_is_worked_through_button_by_button(page: Page) -> None:
    page.goto("/review")
    page.get_by_label("更正人").fill("王强")
    for _ in range(2):
        first = page.locator(".hit").first
        said = first.locator(".said").inner_text()
        first.get_by_role("button", name="（确认）").click()
        expect(page.get_by_role("status").first).to_have_text("已记下。")
        expect(page.get_by_label("更正人")).to_have_value("王强")
        assert page.locator(".hit .said").first.inner_text() != said


def test_failing_checks_lead_to_the_figure(page: Page) -> None:
    page.goto("/checks")
    page.get_by_role("link", name="检修部2024年第一季度工作总结").click()
    expect(page.locator("a.figure:target")).to_be_visible()


def test_the_whole_way_goes_by_keyboard(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "text":
            break
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="提取")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".text .s.problem").first).to_be_visible()


def test_everything_works_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search")
    page.get_by_label("客服部").check()
    page.get_by_role("button", name="应用筛选").click()
    expect(page.locator(".hit")).to_have_count(1)
    page.goto("/")
    page.get_by_label("或粘贴全文").fill(TEXT)
    page.get_by_role("button", name="提取").click()
    expect(page.locator(".text .s.problem").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("path", ["/search?q=不足", "/documents", "/checks", f"/search?department={HOSTILE}"])
def test_hostile_text_shows_as_text(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.locator("h1")).to_have_count(1)
    assert page.locator("script:not([src])").count() == 0


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_scrolls_sideways(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("path", PATHS)
def test_every_control_has_a_name_and_every_page_one_heading(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("html[lang=zh-CN]")).to_have_count(1)
    nameless = page.evaluate(
        "() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]"
        ".filter(e => !e.labels.length && !e.getAttribute('aria-label')).map(e => e.outerHTML)"
    )
    assert not nameless


CONTRAST = """() => {
  const parse = c => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => { const f = v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] === 1) return c; } return [255, 255, 255]; };
  const low = [];
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || !e.checkVisibility()) continue;
    const a = light(parse(getComputedStyle(e).color)), b = light(ground(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) low.push(`${ratio.toFixed(2)} ${e.className} ${e.textContent.slice(0, 20)}`);
  }
  return [...new Set(low)];
}"""


@pytest.mark.parametrize("path", [*PATHS, "report", "reasons"])
def test_all_text_stands_out_from_its_ground(page: Page, path: str) -> None:
    """4.5:1, the AA level of WCAG 2.2."""
    page.goto("/documents" if path in ("report", "reasons") else path)
    if path in ("report", "reasons"):
        page.get_by_role("link", name="客服部2024年上半年工作总结").click()
    if path == "reasons":
        page.get_by_role("link", name="为什么").first.click()
    assert page.evaluate(CONTRAST) == []


def test_the_api_can_be_tried_out_offline(page: Page) -> None:
    page.goto("/openapi/swagger")
    expect(page.locator(".opblock")).to_have_count(13)


def test_a_place_far_down_a_long_file_is_reached_and_its_figures_tell_what_they_are(
    browser: Browser, miner: Miner, tmp_path: Path
) -> None:
    lines = [f"第{at}批管网巡查{at % 90 + 3}处，消除隐患{at % 7 + 2}处，按期完成。" for at in range(3000)]
    document = miner.extract("\n".join(["检修部2024年工作总结", *lines]), with_text=True)
    (tmp_path / "长.html").write_text(standing_alone(document), encoding="utf-8")
    last = document.reports[0].indicators[-1]
    opened = browser.new_page()
    opened.goto(f"{(tmp_path / '长.html').as_uri()}#f1-{last.id}")
    figure = opened.locator(f"#f1-{last.id}")
    expect(figure).to_be_in_viewport()
    figure.hover()
    tip = figure.locator(".tip")
    expect(tip).to_be_visible()
    place = tip.bounding_box()
    assert place is not None
    middle = [place["x"] + place["width"] / 2, place["y"] + place["height"] / 2]
    tip.evaluate("one => one.style.pointerEvents = 'auto'")
    assert tip.evaluate("(one, [x, y]) => document.elementFromPoint(x, y) === one", middle)
    opened.close()
