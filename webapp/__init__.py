"""The pages: a Flask application over one graph database.

Every page is a blueprint of the module that has its name; its state is its URL.
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request, send_from_directory
from flask_babel import Babel, gettext
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import HTTPException

from graph.errors import JejaringError
from graph.history import one_reading
from webapp import (
    bentuk,
    beranda,
    berkas,
    cari,
    context,
    desk,
    ekspor,
    keluaran,
    kesenjangan,
    kesepakatan,
    kueri,
    metrik,
    muat,
    mutu,
    pandangan,
    pasangan,
    pelaku,
    peta,
    respond,
    sama,
    sebutan,
    wawasan,
)
from webapp.maps import VIS_FILES, VIS_FOLDER

if TYPE_CHECKING:
    from graph.database import Database

BLUEPRINTS = (
    *(beranda, peta, keluaran, bentuk, kesenjangan, pasangan, wawasan, pelaku, kesepakatan, metrik),
    *(kueri, mutu, cari, pandangan, muat, berkas, sama, sebutan, ekspor),
)
# The navigation; beranda and cari are reached by the header's name and its search box, mutu from
# beranda.
PAGES = {
    "peta": _("Peta"),
    "kesenjangan": _("Kesenjangan"),
    "pelaku": _("Pelaku"),
    "kesepakatan": _("Kesepakatan"),
    "metrik": _("Metrik"),
    "kueri": _("Kueri"),
    "muat": _("Muat"),
}
# What a register may weigh with the form round it; each file is bounded again where it is read.
LARGEST_BODY = 120_000_000
STATIC = Path(__file__).parent / "static"
STATIC_SECONDS = 365 * 86_400

HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "font-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    # Other sites learn nothing; our own forms must say whence they come.
    "Referrer-Policy": "same-origin",
}

# A page of another site may resolve its own name to this machine (DNS rebinding) and would then
# read the graph as if it were ours; such a request still carries that site's name as its host.
LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})


class HostRefused(JejaringError):
    """A request that names another host than this machine."""

    text = (
        "Alamat “{host}” tidak dilayani. Buka Jejaring lewat http://127.0.0.1 atau "
        "http://localhost pada komputer ini."
    )
    http_status = 400


class OtherSite(JejaringError):
    """A request that a page of another site makes behind its reader's back."""

    text = "Permintaan dari situs lain tidak dilayani. Buka halaman ini langsung di peramban."
    http_status = 403


class FormFromElsewhere(JejaringError):
    """A form that does not come from one of our own pages."""

    text = (
        "Kiriman ini tidak berasal dari halaman Jejaring, jadi tidak dijalankan. Buka halamannya "
        "langsung di peramban, lalu kirim lagi dari sana."
    )
    http_status = 403


HTTP_SENTENCES = {
    404: _("Halaman ini tidak ada. Periksa alamatnya, atau cari lewat kotak pencarian."),
    405: _("Alamat ini tidak menerima permintaan seperti itu. Buka halamannya lewat menu."),
    413: _("Kiriman ini lebih dari 120 MB. Kirim lebih sedikit berkas, atau bagi berkasnya."),
}
OTHER_CLIENT_ERROR = _("Permintaan ini tidak dapat dipahami. Periksa alamatnya, lalu ulangi.")
SERVER_ERROR = _(
    "Terjadi kesalahan di dalam program; data tidak berubah. Muat ulang halaman ini; bila tetap, "
    "laporkan apa yang sedang dibuka."
)


def create_app(database: Database, uploads: Path | None = None) -> Flask:
    """Build the application over an open database.

    Parameters
    ----------
    database
        The database that every page reads; the caller opens and closes it.
    uploads
        The folder of files that were sent and not loaded yet; by default in the user's cache.
    """
    app = Flask(__name__, static_url_path=f"/static/{_version_of(STATIC)}")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = STATIC_SECONDS
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.extensions["jejaring"] = database
    app.extensions["muat"] = desk.Desk(database, uploads)
    Babel(app, default_locale="id", locale_selector=context.language)
    app.jinja_env.globals.update(context.TEMPLATE_HELPERS, pages=PAGES)
    app.before_request(_read_once)
    app.teardown_request(_end_reading)
    app.before_request(_refuse_foreign_host)
    app.before_request(_refuse_foreign_form)
    app.after_request(_finish)
    app.register_error_handler(JejaringError, _show_error)
    app.register_error_handler(HTTPException, _show_http_error)
    app.add_url_rule(f"{app.static_url_path}/vis/<name>", "vis", _send_vis)
    for module in BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    return app


def _version_of(folder: Path) -> str:
    """Give a name for what a folder holds.

    The map asks for fifty modules; under an address that changes with them a browser may keep
    them, and asks once instead of on every page.
    """
    found = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            found.update(f"{file.relative_to(folder)}\n".encode() + file.read_bytes())
    return found.hexdigest()[:12]


def _read_once() -> None:
    g.reading = ExitStack()
    g.reading.enter_context(one_reading())


def _end_reading(_error: BaseException | None) -> None:
    if reading := g.pop("reading", None):  # a context that was never begun by a request has none
        reading.close()


def _refuse_foreign_host() -> None:
    host = request.host
    name = host[: host.find("]") + 1] if host.startswith("[") else host.partition(":")[0]
    if name.lower() not in LOOPBACK_HOSTS:
        raise HostRefused(host=host[:100])
    # A page of another site may link here, but not make this program work unseen.
    fetched = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
    if fetched and request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise OtherSite()


def _refuse_foreign_form() -> None:
    """Refuse what would change something unless one of our own pages sends it."""
    if request.method in ("GET", "HEAD", "OPTIONS") or request.routing_exception:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is None:  # an old browser tells where the form stands, at least
        told = request.headers.get("Origin") or request.headers.get("Referer", "")
        is_ours = urlsplit(told).netloc == request.host
    else:
        is_ours = site in ("same-origin", "none")
    if not is_ours:
        raise FormFromElsewhere()


def _finish(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)  # the page to embed has a stricter policy
    chosen = request.args.get("lang")
    if chosen in context.LANGUAGES:
        response.set_cookie("lang", chosen, max_age=365 * 86400, httponly=True, samesite="Lax")
    return response


def _send_vis(name: str) -> Response:
    if name not in VIS_FILES:
        abort(404)
    return send_from_directory(VIS_FOLDER, name)


def _show_error(error: JejaringError) -> tuple[Response, int]:
    return respond.show_problem(error.message(gettext), error.http_status)


def _show_http_error(error: HTTPException) -> Response | tuple[Response, int]:
    status = error.code or 500
    if status < 400:  # a redirect is an HTTPException too
        return error.get_response()  # type: ignore[return-value]
    fallback = SERVER_ERROR if status >= 500 else OTHER_CLIENT_ERROR
    return respond.show_problem(str(HTTP_SENTENCES.get(status, fallback)), status)
