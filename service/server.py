"""Serving: waitress on this machine only."""

from __future__ import annotations

import ipaddress
from functools import partial

from waitress import create_server

from miner.errors import SettingError, trouble
from miner.pipeline import Miner
from miner.settings import Settings
from miner.store import Store
from service.app import MEGABYTE, create_app
from service.workshop import Workshop


def serve(settings: Settings, announce: object = None) -> None:
    """Serves until interrupted; `announce` is called with the address once requests are taken."""
    refuse_public(settings.host)
    load = partial(Miner.load, settings.model, settings.units)
    workshop = Workshop(
        load,
        places=settings.workers,
        waiting=settings.threads - 1,
        seconds=settings.file_seconds,
        memory=settings.file_memory,
    )
    with Store.open(settings.store) as store, workshop:
        app = create_app(workshop, store, settings)
        server = listen(app, settings)
        if callable(announce):
            announce(f"http://{settings.host}:{server.effective_port}/")
        try:
            server.run()
        except KeyboardInterrupt:
            pass
        finally:
            server.close()


def listen(app: object, settings: Settings):  # type: ignore[no-untyped-def]  # waitress has no types
    """The server, bound. SettingError where the address is taken."""
    try:
        return create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            # Beyond what the application refuses in its own words, so that waitress need not say it in plain text.
            max_request_body_size=2 * settings.upload_size * MEGABYTE,
            ident="report-miner",
            clear_untrusted_proxy_headers=True,
        )
    except OSError as error:
        raise SettingError(
            f"{settings.host}:{settings.port} 无法监听：地址{trouble(error)}；请用 --port 换一个端口，0 为任选"
        ) from error


def refuse_public(host: str) -> None:
    """SettingError unless the address is this machine's own: there are no users or keys yet."""
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise SettingError(f"host 设为“{host}”会让别的机器也能访问，而服务还没有用户和密钥；目前只允许 127.0.0.1")
