"""What every answer says to the browser, and what production changes."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

PUBLIC = [
    "/ru/",
    "/en/partnership/",
    "/ru/partnership/partners/sechenov-university/",
    "/en/search/",
    "/ru/display/",
    "/en/department/",
    "/ru/news/exchange/",
    "/en/report/",
    "/ru/partnership/propose/",
    "/en/news/news.atom",
    "/en/nothing/",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-partner.xml",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_allow_nothing_inline_and_nothing_foreign(client, world, address):
    policy = client.get(address)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    for rule in ("base-uri 'none'", "form-action 'self'", "frame-ancestors 'self'", "object-src 'none'"):
        assert rule in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_cms_allows_what_it_needs_but_no_evaluation(desk, world):
    policy = desk.get("/admin/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "unsafe-eval" not in policy


def test_a_visitor_who_sets_nothing_gets_no_cookie(client, world):
    for address in [*PUBLIC, "/"]:
        if "display" not in address:
            assert not client.get(address).cookies, address


def test_a_site_that_is_not_in_production_asks_not_to_be_indexed(client, world):
    assert client.get("/ru/")["X-Robots-Tag"] == "noindex"
    assert 'name="robots" content="noindex' in client.get("/ru/").content.decode()
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


def test_the_display_settings_are_remembered_and_lead_back(client, world):
    back = "/en/partnership/?country=JP"
    form = client.get("/en/display/", {"next": back})
    assert f'value="{back}"' in form.content.decode()
    answer = client.post("/en/display/", {"size": "150", "scheme": "white-on-black", "spacing": "wide", "images": "off", "next": back})
    assert (answer.status_code, answer["Location"]) == (302, back)
    page = client.get("/ru/").content.decode()
    for printed in ['data-size="150"', 'data-scheme="white-on-black"', 'data-spacing="wide"', 'data-images="off"']:
        assert printed in page
    client.post("/en/display/", {"size": "100", "scheme": "auto", "spacing": "normal", "images": "on"})
    assert 'data-size="100"' in client.get("/ru/").content.decode()


def test_a_shared_cache_is_told_that_the_settings_change_a_page(client, world):
    assert "Cookie" in client.get("/ru/")["Vary"]


@pytest.mark.parametrize("cookie", ["size:999", "size", "scheme:<script>", "a" * 4000, "size:125:150", "%F0%9F%98%80", "size:150.size:200"])
def test_a_made_up_cookie_breaks_nothing(client, world, cookie):
    client.cookies["display"] = cookie
    answer = client.get("/ru/")
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().split("<head>")[0]


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example", ""])
def test_the_display_settings_lead_to_no_foreign_site(client, world, back):
    assert client.post("/en/display/", {"size": "150", "next": back})["Location"] == "/en/"


def test_a_form_sent_from_elsewhere_is_refused(world):
    assert Client(enforce_csrf_checks=True).post("/en/display/", {"size": "150"}).status_code == 403


def test_health_is_answered(client, db):
    assert client.get("/healthz").content == b"ok"
    assert client.get("/readyz").content == b"ok"


def settings_of(tmp_path, **environment):
    """What the settings say under an environment, in a process of its own; None where it does not start."""
    code = (
        "import json, django; from django.conf import settings as s; django.setup();"
        "print(json.dumps({n: getattr(s, n) for n in ('DEBUG','SECURE_SSL_REDIRECT','SESSION_COOKIE_SECURE','CSRF_COOKIE_SECURE','SECURE_HSTS_SECONDS','SECRET_KEY','EMAIL_BACKEND','BASE_URL')}"
        " | {'engine': s.DATABASES['default']['ENGINE'], 'mail': str(getattr(s, 'EMAIL_FILE_PATH', ''))}))"
    )
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, "DJANGO_SETTINGS_MODULE": "bsmu_intl.settings", "VAR_DIR": str(tmp_path), **environment},
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return json.loads(done.stdout) if done.returncode == 0 else None


def test_production_alone_turns_on_https_and_wants_its_secrets(tmp_path):
    plain = settings_of(tmp_path)
    assert (plain["DEBUG"], plain["SECURE_SSL_REDIRECT"], plain["SESSION_COOKIE_SECURE"]) == (False, False, False)
    assert plain["SECRET_KEY"] == settings_of(tmp_path)["SECRET_KEY"]  # kept from one start to the next
    secrets = {"SECRET_KEY": "x" * 60, "CONSENT_SECRET": "y" * 60}
    for missing in secrets:
        assert settings_of(tmp_path, PRODUCTION="1", **{name: value for name, value in secrets.items() if name != missing}) is None
    real = settings_of(tmp_path, PRODUCTION="1", DEBUG="1", **secrets)
    assert (real["DEBUG"], real["SECURE_SSL_REDIRECT"], real["SESSION_COOKIE_SECURE"], real["CSRF_COOKIE_SECURE"]) == (False, True, True, True)
    assert real["SECURE_HSTS_SECONDS"] > 10_000_000


def test_database_mail_and_port_come_from_the_environment(tmp_path):
    plain = settings_of(tmp_path)
    assert plain["engine"].endswith("sqlite3")
    assert plain["mail"].startswith(str(tmp_path))
    other = settings_of(tmp_path, DATABASE_URL="postgres://u:p@localhost/site", EMAIL_URL="smtp://localhost:25", PORT="8123")
    assert other["engine"].endswith("postgresql")
    assert other["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert other["BASE_URL"] == "http://127.0.0.1:8123"
