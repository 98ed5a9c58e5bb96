"""TLS on loopback: nothing but a certificate of a known authority for the very name is trusted."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from academichub.adapters.http import HttpFetcher, Limits, Network
from academichub.adapters.pacing import Pacing
from academichub.errors import FetchError, Refused
from academichub.settings import FetchSettings
from tests.adapters.outside import ask
from tests.upstreams.loopback import Loopback

# Signed by itself, for "localhost", valid to 2120; made for these tests and used nowhere else.
LOCALHOST = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgBVVQLAeE1ZYc5hV6
W1lXH8gsUvc6SkrGqYPofiphCZyhRANCAATIlufUWEM8mPRPWZeYaGKxCC4AGyFx
hqsZSYs1VWVbq7hpZHHNmeVt378h7to3BodECCobOtwGjGdRQLAluYSn
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBYjCCAQegAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMiW59RYQzyY9E9Z
l5hoYrEILgAbIXGGqxlJizVVZVuruGlkcc2Z5W3fvyHu2jcGh0QIKhs63AaMZ1FA
sCW5hKejSDBGMBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAPBgNVHRMBAf8EBTADAQH/
MB0GA1UdDgQWBBRIjzCEHhyX58ZX6zdxLBS1b74rFDAKBggqhkjOPQQDAgNJADBG
AiEAo7JNvWVv/EjfcX2kwGiocUqzS73AB8w8tqvH3VEspI4CIQDm3VHyhQfVXXmw
VZw74NwI+iDrZIVVAxA8uU21n6BxmA==
-----END CERTIFICATE-----
"""

# The same, but that it was valid in January 2020 alone.
EXPIRED = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgX/B3E9ETRCGYdTnL
ON90XHo8VTJtt2vzrcfz/+NLVvShRANCAARsPkdBqiXW9BB8dDLAF1UgwMLEAvpo
DvaF6V41TCROwa087+rSgKYls8dwpVaBmmx2XBj9k2LspZkPaYm/dOyS
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBWTCB/6ADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWxvY2FsaG9z
dDAeFw0yMDAxMDEwMDAwMDBaFw0yMDAyMDEwMDAwMDBaMBQxEjAQBgNVBAMMCWxv
Y2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGw+R0GqJdb0EHx0MsAX
VSDAwsQC+mgO9oXpXjVMJE7BrTzv6tKApiWzx3ClVoGabHZcGP2TYuylmQ9pib90
7JKjQjBAMBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAJBgNVHRMEAjAAMB0GA1UdDgQW
BBSQN5HfSspk01ihzB4XicUyasKnnzAKBggqhkjOPQQDAgNJADBGAiEAhlyNR1ws
ITJmKF+VOc4+7HNB/bAye5ZZBzwcoLgMAf8CIQDJS5NzPX8uH1qgriL5jSwK80HS
3fR9Ag6IM+WrgPlNDg==
-----END CERTIFICATE-----
"""


@pytest.fixture
def pem(tmp_path: Path) -> Path:
    path = tmp_path / "localhost.pem"
    path.write_text(LOCALHOST)
    return path


@pytest.fixture
def server(pem: Path) -> Iterator[Loopback]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with Loopback(tls=context) as running:
        running.answer("/feed", b"<rss/>")
        running.redirect("/down", f"http://localhost:{running.port}/feed")
        yield running


def fetcher(server: Loopback, trusted: Path | None) -> HttpFetcher:
    tls = ssl.create_default_context(cafile=trusted) if trusted else None
    allowed = FetchSettings(allow_hosts=tuple(f"{host}:{server.port}" for host in ("localhost", "other.test")))
    network = Network(lambda host, port: ["127.0.0.1"], tls)
    return HttpFetcher(allowed, None, pacing=Pacing(None), network=network, limits=Limits(connect_s=1.0))


def test_a_trusted_certificate_for_the_name_is_accepted(server: Loopback, pem: Path) -> None:
    response = fetcher(server, pem).fetch(ask(f"https://localhost:{server.port}/feed"))
    assert response.body == b"<rss/>"
    assert server.requests[0].headers["user-agent"] == "AcademicHub/0.1"


@pytest.mark.parametrize(("host", "is_trusted"), [("localhost", False), ("other.test", True)])
def test_other_certificates_are_refused_unasked(server: Loopback, pem: Path, host: str, is_trusted: bool) -> None:
    with pytest.raises(FetchError, match=f"{host}: its TLS certificate is not to be trusted"):
        fetcher(server, pem if is_trusted else None).fetch(ask(f"https://{host}:{server.port}/feed"))
    assert server.n_connections == 1
    assert server.requests == []


def test_no_step_down_to_http(server: Loopback, pem: Path) -> None:
    with pytest.raises(Refused, match="from https to http"):
        fetcher(server, pem).fetch(ask(f"https://localhost:{server.port}/down"))
    assert len(server.requests) == 1


def test_server_that_speaks_no_tls(pem: Path) -> None:
    with Loopback() as plain, pytest.raises(FetchError, match=r"localhost: no connection could be made within 1 s"):
        fetcher(plain, pem).fetch(ask(f"https://localhost:{plain.port}/feed"))
    assert plain.requests == []


def test_an_expired_certificate_is_refused_though_its_signer_is_trusted(tmp_path: Path) -> None:
    path = tmp_path / "expired.pem"
    path.write_text(EXPIRED)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    with Loopback(tls=context) as server:
        server.answer("/feed", b"<rss/>")
        with pytest.raises(FetchError, match=r"not to be trusted .*expired"):
            fetcher(server, path).fetch(ask(f"https://localhost:{server.port}/feed"))
        assert server.requests == []


def test_a_certificate_that_the_system_does_not_know_is_refused_by_default(server: Loopback) -> None:
    """No setting says "trust it all the same"."""
    with pytest.raises(FetchError, match="not to be trusted"):
        fetcher(server, None).fetch(ask(f"https://localhost:{server.port}/feed"))
    assert server.requests == []


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"])
def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with Loopback() as proxy, Loopback() as plain:
        plain.answer("/", b"<rss/>")
        monkeypatch.setenv(name, proxy.url())
        http = HttpFetcher(FetchSettings((plain.place,)), None, pacing=Pacing(None))
        assert http.fetch(ask(plain.url())).body == b"<rss/>"
        assert proxy.n_connections == 0


def test_the_authorities_of_the_environment_are_not_asked(
    server: Loopback, pem: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with pytest.raises(FetchError, match="not to be trusted"):
        fetcher(server, None).fetch(ask(f"https://localhost:{server.port}/feed"))
