"""The service as it is started: on this machine alone, and over a real connection."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner
from service_samples import REPORTS

from miner.cli import cli
from miner.errors import SettingError
from service.server import refuse_public


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "localhost", "::1"])
def test_this_machines_addresses_are_allowed(host: str) -> None:
    refuse_public(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.10", "", "intranet", "127.0.0.1.example.com"])
def test_every_other_address_is_refused(host: str) -> None:
    with pytest.raises(SettingError):
        refuse_public(host)


def test_a_refused_address_is_one_line_on_the_screen(tmp_path: Path) -> None:
    ended = CliRunner().invoke(cli, ["serve", "--host", "0.0.0.0", "--store", str(tmp_path / "a.db")])
    assert ended.exit_code == 2
    assert "目前只允许 127.0.0.1" in ended.stderr and "Traceback" not in ended.stderr


def test_the_demo_says_where_it_looked_for_samples(tmp_path: Path) -> None:
    ended = CliRunner().invoke(cli, ["demo", "--samples", str(tmp_path / "无"), "--store", str(tmp_path / "a.db")])
    assert ended.exit_code == 2
    assert "找不到示例报告的文件夹" in ended.stderr


def test_the_demo_takes_the_samples_in_and_answers(tmp_path: Path) -> None:
    for name, text in REPORTS.items():
        folder = tmp_path / "samples" / name[:3]
        folder.mkdir(parents=True)
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "samples" / "README.md").write_text("示例说明：这里是受理来电120件的报告。", encoding="utf-8")
    command = [sys.executable, "-m", "miner", "demo", "--samples", "samples", "--store", "demo/a.db", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, env=environment) as running:
        try:
            assert running.stderr is not None
            lines = iter(running.stderr.readline, "")
            said = next(line for line in lines if "服务已启动" in line)
            address = said.split("：")[1].split()[0]
            with urllib.request.urlopen(f"{address}api/v1/health", timeout=60) as answer:
                health = json.load(answer)
            with urllib.request.urlopen(f"{address}documents", timeout=60) as answer:
                page = answer.read().decode()
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(30)
    assert health["documents"] == len(REPORTS)
    assert all(name in page for name in REPORTS)
