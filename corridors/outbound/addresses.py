"""Which addresses may be dialled: the rule that keeps requests out of private networks."""

import ipaddress
from collections.abc import Collection

from django.conf import settings

from corridors.outbound.errors import BadAddress, Forbidden

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

DEFAULT_PORTS = {"http": 80, "https": 443}

# What `is_global` of the standard library leaves open, or what reads better by its own name. First match wins.
_FORBIDDEN_NETWORKS = [
    (ipaddress.ip_network(network), reason)
    for network, reason in (
        ("127.0.0.0/8", "this machine itself"),
        ("::1/128", "this machine itself"),
        ("0.0.0.0/8", "this machine itself"),
        ("::/128", "this machine itself"),
        ("169.254.169.254/32", "the cloud provider's metadata service"),
        ("fd00:ec2::254/128", "the cloud provider's metadata service"),
        ("168.63.129.16/32", "the cloud provider's metadata service"),
        ("100.100.100.200/32", "the cloud provider's metadata service"),
        ("10.0.0.0/8", "a private network"),
        ("172.16.0.0/12", "a private network"),
        ("192.168.0.0/16", "a private network"),
        ("fc00::/7", "a private network"),
        ("fec0::/10", "a private network"),
        ("100.64.0.0/10", "a carrier's private network"),
        ("169.254.0.0/16", "the local link"),
        ("fe80::/10", "the local link"),
        ("224.0.0.0/4", "a multicast group"),
        ("ff00::/8", "a multicast group"),
        ("192.88.99.0/24", "a relay between internet protocols"),
        ("64:ff9b:1::/48", "a private network behind a protocol translator"),
        ("2001::/32", "a tunnel that hides where it ends"),
        ("3fff::/20", "a network for examples in documents"),
        ("::/96", "an outdated form that hides an older address"),
    )
]
# IPv6 networks that carry an IPv4 address in their last bits or right behind their own: mapped, translated, 6to4.
_CARRIERS = [
    ipaddress.IPv6Network(network) for network in ("::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "2002::/16")
]
# All of IPv6 that is handed out to the public: what lies outside is reserved, whatever the standard library knows.
_PUBLIC = ipaddress.IPv6Network("2000::/3")
# The fifth and sixth group of an ISATAP address, which carries an IPv4 address behind them under any public prefix.
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})
#: How long a prefix by which addresses are translated may be (RFC 6052).
TRANSLATED = frozenset({32, 40, 48, 56, 64, 96})


def carried(address: Address) -> Address:
    """The IPv4 address inside a mapped, translated (NAT64, SIIT), 6to4 or ISATAP address; any other as it is.

    An operator's own prefixes of NAT64 are in the setting OUTBOUND_NAT64.
    """
    if isinstance(address, ipaddress.IPv4Address):
        return address
    for network in (*settings.OUTBOUND_NAT64, *_CARRIERS):
        if address in network:
            return _behind(address, network.prefixlen)
    if address in _PUBLIC and (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return _behind(address, 96)
    return address


def _behind(address: ipaddress.IPv6Address, prefix: int) -> ipaddress.IPv4Address:
    """The four bytes behind a prefix, leaving out the ninth byte of all, which RFC 6052 keeps free."""
    packed = address.packed
    rest = packed[12:] if prefix == 96 else (packed[:8] + packed[9:])[prefix // 8 :]
    return ipaddress.IPv4Address(rest[:4])


def reason_forbidden(address: Address) -> str:
    """Why the address must not be dialled, in words; empty when it is on the public internet."""
    inner = carried(address)
    for network, reason in _FORBIDDEN_NETWORKS:
        if inner.version == network.version and inner in network:
            return reason
    is_public = inner.is_global and (inner.version == 4 or inner in _PUBLIC)
    return "" if is_public else "a network reserved for special use"


def check_dialled(text: str, host: str, port: int, loopback: Collection[str]) -> str:
    """The address to dial, once it is sure that it may be.

    Args:
        text: the address that is about to be dialled, as the resolver gave it.
        host: the host name of the address asked for.
        port: the port that is about to be dialled.
        loopback: ``host:port`` pairs for which a loopback address is allowed.

    Raises:
        Forbidden: the address is not on the public internet.
    """
    address = ipaddress.ip_address(text)
    if is_listed(host, port, loopback) and carried(address).is_loopback:
        return text
    reason = reason_forbidden(address)
    if reason:
        itself = "" if host == str(address) else f"{address}, which is "
        raise Forbidden(f"{host} leads to {itself}{reason}; such addresses are never fetched.")
    return text


def is_listed(host: str, port: int, loopback: Collection[str]) -> bool:
    """Whether this very host and port is among those allowed to be on this machine."""
    name = f"[{host}]" if ":" in host else host
    return f"{name}:{port}" in loopback


def check_target(scheme: str, host: str, port: int | None, loopback: Collection[str]) -> None:
    """Look at an address before anything is dialled: scheme, host and port.

    Raises:
        BadAddress: another scheme than http or https, no host, or a port that is not the scheme's own.
    """
    if scheme not in DEFAULT_PORTS:
        raise BadAddress(f"Only http and https addresses are fetched, not {scheme or 'an address without a scheme'}.")
    if not host:
        raise BadAddress("The address names no host.")
    if port is None or port in DEFAULT_PORTS.values() or is_listed(host, port, loopback):
        return
    raise BadAddress(f"Only the ports 80 and 443 are fetched, not {port}.")
