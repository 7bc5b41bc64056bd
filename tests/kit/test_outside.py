"""An address is typed in by somebody who would rather see what stands behind our wall."""

from __future__ import annotations

import gzip
import time
from ipaddress import ip_address
from typing import TYPE_CHECKING

import pytest
from tests.outside import ABROAD

from peerloop.kit.outside import NotFetched, fetch, may_be_asked

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler

    from pytest_django.fixtures import SettingsWrapper
    from tests.outside import Site


def got(url: str, *, most: int = 1000, seconds: float = 5, token: str = "") -> bytes | str:
    try:
        return fetch(url, most=most, seconds=seconds, token=token)
    except NotFetched as error:
        return str(error)


def packed(content: bytes, how: str = "gzip"):
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Encoding", how)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def without_end(wait: float, begin: bytes = b"HTTP/1.1 200 OK\r\n\r\n"):
    """Answer a byte at a time for as long as somebody listens."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(begin)
        until = time.monotonic() + 20
        while time.monotonic() < until:
            handler.wfile.write(b"x" if wait else b"x" * 10_000)
            handler.wfile.flush()
            time.sleep(wait)

    return answer


INSIDE = "“{}” stands in this network or on this machine, and is not among the hosts that may be asked."


def test_a_file_is_fetched_from_abroad_and_from_a_host_that_may_stand_inside(site: Site) -> None:
    site.pages["/people.csv"] = b"email,name"
    assert got(site.address("/people.csv", "other.example.org")) == b"email,name"
    assert got(site.address("/people.csv")) == b"email,name"
    assert site.connected == [ABROAD, "127.0.0.1"]
    assert got(site.address("/nothing")) == "The server answered with status 404."


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200",
     "0.0.0.0", "168.63.129.16", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1", "::1", "::",
     "fe80::1", "fd00:ec2::254", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
     "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1", "fec0::1"],
)  # fmt: skip
def test_nothing_that_is_not_out_in_the_open_is_asked(address: str) -> None:
    assert not may_be_asked(ip_address(address), inside=False)


def test_what_is_out_in_the_open_is_asked_and_a_host_inside_where_the_house_says_so() -> None:
    assert [may_be_asked(ip_address(one), inside=False) for one in ("1.1.1.1", "2606:4700::1111")] == [True, True]
    inside = ("10.1.2.3", "127.0.0.1", "fd12::1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "::ffff:169.254.169.254")
    told = [may_be_asked(ip_address(one), inside=True) for one in inside]
    assert told == [True, True, True, False, False, False, False]


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "[::1]", "localhost", "[::ffff:127.0.0.1]"])
def test_this_machine_is_not_asked_however_it_is_written(site: Site, host: str) -> None:
    assert got(f"https://{host}:{site.port}/") == INSIDE.format(host.strip("[]"))
    assert site.connected == []


def test_one_private_address_among_public_ones_is_enough_to_refuse(site: Site) -> None:
    site.names["other.example.org"] = [f"{ABROAD} 10.0.0.1"]
    assert got(site.address("/", "other.example.org")) == INSIDE.format("other.example.org")


def test_a_name_that_answers_otherwise_the_second_time_gains_nothing(site: Site) -> None:
    site.names["rebind.example.org"] = [ABROAD, "127.0.0.1"]
    site.pages["/"] = b"fetched once"
    assert got(site.address("/", "rebind.example.org")) == b"fetched once"
    assert site.connected == [ABROAD]
    assert got(site.address("/", "rebind.example.org")) == INSIDE.format("rebind.example.org")
    assert site.connected == [ABROAD]


def test_a_redirect_is_looked_at_like_an_address(site: Site) -> None:
    site.pages["/there"] = b"there"
    site.moves("/on", "/there")
    site.moves("/in", f"https://127.0.0.1:{site.port}/there")
    site.moves("/plain", "http://other.example.org/there")
    site.moves("/as", f"https://me:secret@other.example.org:{site.port}/there")
    site.moves("/nowhere", "https://[::")
    site.moves("/round", "/round")
    answers = [got(site.address(path, "other.example.org")) for path in ("/on", "/in", "/plain", "/as", "/nowhere")]
    assert answers == [
        b"there",
        INSIDE.format("127.0.0.1"),
        "Only addresses that begin with https:// are asked.",
        "An address with a name or password in it is not taken: it would stand readable here.",
        "It leads on to what is no web address.",
    ]
    site.asked.clear()
    assert got(site.address("/round", "other.example.org")) == "It leads on more than 5 times."
    assert len(site.asked) == 6


def test_the_secret_goes_to_its_host_alone(site: Site) -> None:
    site.pages["/there"] = b"there"
    site.moves("/on", "/there")
    site.moves("/away", site.address("/there", "other.example.org"))
    assert got(site.address("/on"), token="secret") == got(site.address("/away"), token="secret") == b"there"
    assert site.asked == [
        ("hr.example.org", "/on", "Bearer secret"),
        ("hr.example.org", "/there", "Bearer secret"),
        ("hr.example.org", "/away", "Bearer secret"),
        ("other.example.org", "/there", ""),
    ]


@pytest.mark.parametrize(
    "url",
    ["", "people.csv", "//x/y", "file:///etc/passwd", "http://hr.example.org/", "ftp://hr.example.org/", "https://",
     "https:///people.csv", "https://[::/", "gopher://x", "https://x:99999/", "https://\n/"],
)  # fmt: skip
def test_only_https_addresses_are_asked(site: Site, url: str) -> None:
    assert got(url) in {"This is no web address.", "Only addresses that begin with https:// are asked."}


def test_a_host_that_there_is_not_is_told(site: Site) -> None:
    for host in ("nobody.invalid", f"{'a' * 70}.example.org"):
        assert got(f"https://{host}/") == f"There is no host “{host}”."


def test_a_certificate_that_nobody_trusts_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.names["wrong.example.org"] = [ABROAD]
    assert str(got(site.address("/", "wrong.example.org"))).startswith("Its certificate is not one that this machine")
    monkeypatch.delenv("SSL_CERT_FILE")
    assert got(site.address("/")) == "Its certificate is not one that this machine trusts: self-signed certificate."


def test_a_body_without_end_is_cut_off(site: Site) -> None:
    site.pages["/"] = without_end(0)
    assert got(site.address("/"), most=1024 * 1024) == "It is larger than 1 MB."
    site.pages["/large"] = b"x" * 1001
    site.pages["/fits"] = b"x" * 1000
    assert got(site.address("/large")) == "It is larger than 0.000953674 MB."
    assert got(site.address("/fits")) == b"x" * 1000


def test_a_packed_body_is_unpacked_as_far_as_it_fits(site: Site) -> None:
    site.pages["/"] = packed(gzip.compress(b"email,name"))
    site.pages["/bomb"] = packed(gzip.compress(b"0" * 50_000_000))
    site.pages["/torn"] = packed(gzip.compress(b"email,name")[:-5])
    site.pages["/not"] = packed(b"email,name")
    site.pages["/other"] = packed(b"email,name", "br")
    answers = [got(site.address(path), most=1024 * 1024) for path in ("/", "/bomb", "/torn", "/not", "/other")]
    assert answers == [
        b"email,name",
        "It is larger than 1 MB.",
        "The file came only in part.",
        "The file came only in part.",
        "The server packed the file in a way that was not asked for.",
    ]


@pytest.mark.parametrize("begin", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: ", b"", b"HTTP/1."])
def test_a_slow_drip_ends_with_the_time(site: Site, begin: bytes) -> None:
    site.pages["/"] = without_end(0.05, begin)
    started = time.monotonic()
    answer = got(site.address("/"), seconds=0.5)
    assert time.monotonic() - started < 1.5
    assert answer in {"It took longer than 0.5 seconds.", "The file came only in part."}


def test_a_body_that_breaks_off_is_not_taken_for_a_whole_one(site: Site) -> None:
    def broken(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nemail")

    site.pages["/"] = broken
    assert got(site.address("/")) == "The file came only in part."


def test_nobody_there_is_told(site: Site) -> None:
    assert got("https://hr.example.org:9/") == "No connection could be made, or it broke."


def test_a_proxy_of_the_environment_is_not_taken(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    site.pages["/"] = b"straight"
    assert got(site.address("/")) == b"straight"


def test_no_host_stands_inside_unless_the_house_says_so(site: Site, settings: SettingsWrapper) -> None:
    settings.INSIDE_HOSTS = frozenset()
    assert got(site.address("/")) == INSIDE.format("hr.example.org")
