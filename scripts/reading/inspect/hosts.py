"""What a host in an address can be called, and which hosts only one machine or network can reach."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache

LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")


@lru_cache(maxsize=4096)
def fault(host: str) -> str:
    """What is wrong with a host and port, in words; "" where nothing is. https://url.spec.whatwg.org/#host-parsing"""
    host = host.rpartition("@")[2]
    if host.startswith("["):
        name, _, port = host[1:].partition("]")
        try:
            ipaddress.IPv6Address(name)
        except ValueError:
            return f"has the host [{name}], which is no address"
        port = port.removeprefix(":")
    else:
        name, _, port = host.partition(":")
        labels = name.removesuffix(".").split(".")
        if not all(LABEL.fullmatch(label) for label in labels):
            return f"has the host “{name}”, which no host can be called"
        if labels[-1].isdigit():
            if not _is_ip(name):
                return f"has the host {name}, which is no address"
        elif len(labels) < 2 and not is_local(name):
            return f"has the host {name}, which lacks its ending, such as .org"
    return (
        ""
        if not port or (port.isdigit() and 0 < int(port) < 65536)
        else f"has the port {port}, which no server can have"
    )


def name(host: str) -> str:
    """A host without user and port."""
    host = host.rpartition("@")[2]
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]


@lru_cache(maxsize=4096)
def is_local(name: str) -> bool:
    """Whether a host without user and port is one that only one machine or network can reach."""
    if name == "localhost" or name.endswith((".localhost", ".local", ".internal", ".lan")):
        return True
    try:
        found = ipaddress.ip_address(name)
    except ValueError:
        return False
    return found.is_private or found.is_loopback or found.is_link_local or found.is_unspecified


def _is_ip(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
