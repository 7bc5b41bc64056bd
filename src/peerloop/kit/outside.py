"""Fetching from an address that somebody has typed in, without becoming their way into this network.

HTTPS only, straight (no proxy), within a size and a time. A name is resolved once, every address it has is looked at,
and the connection goes to an address that was looked at: what the name answers a moment later changes nothing. Each
redirect goes the same way. ``settings.INSIDE_HOSTS`` names hosts that may stand in this network for organisers' files;
whoever lets others type an address in names their own.
"""

from __future__ import annotations

import socket
import ssl
import zlib
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from time import monotonic
from typing import TYPE_CHECKING

import httpcore
import httpx
from django.conf import settings
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    Address = IPv4Address | IPv6Address

REDIRECTS = 5
MOVED = frozenset({301, 302, 303, 307, 308})
MACHINES_OWN = frozenset({IPv4Address("168.63.129.16"), IPv4Address("100.100.100.200"), IPv6Address("fd00:ec2::254")})
"""Where clouds tell a machine its secrets, outside the ranges that say so by themselves."""
NOT_OUT_THERE = tuple(map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "fec0::/10")))
"""IPv6 ranges that lead to an IPv4 address by a gateway, and the private ones of old."""


class NotFetched(Exception):
    """Nothing was fetched; its words say why, and never what stands behind the address."""


def fetch(url: str, *, most: int, seconds: float, token: str = "", inside: Collection[str] | None = None) -> bytes:
    """Return what stands at ``url``: at most ``most`` bytes (unpacked), within ``seconds`` altogether.

    ``token`` is sent as a bearer to the host and port of ``url`` alone, on no redirect to another. ``inside``: the
    hosts that may stand in this network, ``settings.INSIDE_HOSTS`` where not given. Raises ``NotFetched``.
    """
    here = first = check_address(url)
    backend = _Checked(seconds, settings.INSIDE_HOSTS if inside is None else inside)
    with httpcore.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=backend) as pool:
        for _hop in range(REDIRECTS + 1):
            headers = [("Accept", "*/*"), ("Accept-Encoding", "gzip"), ("User-Agent", "Peerloop")]
            if token and (here.host, here.port) == (first.host, first.port):
                headers.append(("Authorization", f"Bearer {token}"))
            try:
                with pool.stream("GET", _wire(here), headers=headers) as answer:
                    if answer.status not in MOVED:
                        return _body(answer, most)
                    here = _next(here, _header(answer, b"location"))
            except httpcore.TimeoutException as error:
                raise NotFetched(_("It took longer than %(seconds)s seconds.") % {"seconds": f"{seconds:g}"}) from error
            except (httpcore.NetworkError, httpcore.ProtocolError) as error:
                raise NotFetched(_why(error)) from error
    raise NotFetched(_("It leads on more than %(count)s times.") % {"count": REDIRECTS})


def check_address(url: str) -> httpx.URL:
    """Return ``url`` in parts; raises ``NotFetched`` for one that is never asked, wherever it leads."""
    try:
        address = httpx.URL(url)
        host = address.host  # reads what stands for other letters ("xn--"), and stumbles over what stands for none
    except (httpx.InvalidURL, ValueError) as error:
        raise NotFetched(_("This is no web address.")) from error
    if not 0 < (address.port or 443) < 2**16:
        raise NotFetched(_("This is no web address."))
    if address.scheme != "https" or not host:
        raise NotFetched(_("Only addresses that begin with https:// are asked."))
    if address.userinfo:
        raise NotFetched(_("An address with a name or password in it is not taken: it would stand readable here."))
    return address.copy_with(fragment=None)


def may_be_asked(address: Address, *, inside: bool) -> bool:
    """Whether a connection may go there; ``inside``: the host may stand in this network or on this machine."""
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped:
        return may_be_asked(mapped, inside=inside)
    if address.is_multicast or address.is_unspecified or address.is_link_local or address in MACHINES_OWN:
        return False
    if inside:
        return True
    return address.is_global and not address.is_reserved and not any(address in one for one in NOT_OUT_THERE)


def _resolved(host: str, port: int, within: Collection[str]) -> list[str]:
    """Return the addresses of ``host``; raises ``NotFetched`` where it has none or one that may not be asked."""
    try:
        found = list(dict.fromkeys(str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    except (OSError, UnicodeError) as error:
        raise NotFetched(_("There is no host “%(host)s”.") % {"host": host}) from error
    inside = host.rstrip(".").lower() in within
    if not found or not all(may_be_asked(ip_address(one), inside=inside) for one in found):
        told = _("“%(host)s” stands in this network or on this machine, and is not among the hosts that may be asked.")
        raise NotFetched(told % {"host": host})
    return found


class _Checked(httpcore.NetworkBackend):
    """Connects to looked-at addresses only, and gives everything together ``seconds``."""

    def __init__(self, seconds: float, inside: Collection[str]) -> None:
        self.until, self.inside = monotonic() + seconds, inside
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of ``host`` that answers."""
        addresses = _resolved(host, port, self.inside)
        for number, address in enumerate(addresses, start=1):
            try:
                return _Timed(self.plain.connect_tcp(address, port, left(self.until)), self.until)
            except httpcore.ConnectError:
                if number == len(addresses):
                    raise
        raise httpcore.ConnectError


class _Timed(httpcore.NetworkStream):
    """A connection whose every wait ends at ``until``, however many there are."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self.stream, self.until = stream, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, left(self.until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, left(self.until))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self.stream.start_tls(ssl_context, server_hostname, left(self.until)), self.until)

    def close(self) -> None:
        self.stream.close()

    def get_extra_info(self, info: str) -> object:
        return self.stream.get_extra_info(info)


def left(until: float) -> float:
    """Return the seconds left until then; raises ``TimeoutException`` where there are none."""
    if (seconds := until - monotonic()) <= 0:
        raise httpcore.TimeoutException
    return seconds


def _wire(address: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path)


def _header(answer: httpcore.Response, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in answer.headers if key.lower() == name), "")


def _next(here: httpx.URL, location: str) -> httpx.URL:
    try:
        return check_address(str(here.join(location)))
    except (httpx.InvalidURL, ValueError) as error:
        raise NotFetched(_("It leads on to what is no web address.")) from error


def _body(answer: httpcore.Response, most: int) -> bytes:
    """Return the body, unpacked; never holds much more than ``most`` bytes, whatever was packed."""
    if answer.status != httpx.codes.OK:
        raise NotFetched(_("The server answered with status %(status)s.") % {"status": answer.status})
    packing = _header(answer, b"content-encoding").strip().lower()
    if packing not in ("", "identity", "gzip"):
        raise NotFetched(_("The server packed the file in a way that was not asked for."))
    unpacker = zlib.decompressobj(wbits=31) if packing == "gzip" else None
    body, raw = bytearray(), 0
    for chunk in answer.iter_stream():
        raw += len(chunk)
        body += _unpacked(unpacker, chunk, most + 1 - len(body)) if unpacker else chunk
        if max(len(body), raw) > most:
            raise NotFetched(_("It is larger than %(most)s MB.") % {"most": f"{most / 1024 / 1024:g}"})
    if unpacker and not unpacker.eof:
        raise NotFetched(_("The file came only in part."))
    return bytes(body)


def _unpacked(unpacker: zlib._Decompress, chunk: bytes, room: int) -> bytes:
    try:
        return unpacker.decompress(chunk, room)
    except zlib.error as error:
        raise NotFetched(_("The file came only in part.")) from error


def _why(error: Exception) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _("Its certificate is not one that this machine trusts: %(why)s.") % {"why": cause.verify_message}
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore.ProtocolError):
        return _("The file came only in part.")
    return _("No connection could be made, or it broke.")
