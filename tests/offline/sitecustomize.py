"""Put on PYTHONPATH, this ends every process of a program that asks the network for anything, native code included.

What Python code asks for is written to the file that OFFLINE_LOG names. What native code asks for is caught by the
kernel (seccomp, Linux): a socket of any family but the local one ends the process with SIGSYS.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys

ASKS = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg")
#: The machine's number for seccomp, and those of its system calls socket and io_uring_setup.
MACHINES = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}


def watched(event: str, arguments: tuple[object, ...]) -> None:
    if event in ASKS:
        told = arguments[1] if event in ("socket.connect", "socket.sendto") else arguments[0]
        if isinstance(told, str | bytes) and event == "socket.connect":
            return  # a socket of the file system
        log = os.open(os.environ["OFFLINE_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(log, f"{event} {told!r}\n".encode())
        os._exit(97)


def confined() -> bool:
    """True when the kernel watches from now on."""
    if sys.platform != "linux" or platform.machine() not in MACHINES:
        return False
    machine, socket_call, ring_call = MACHINES[platform.machine()]
    load, equal, above, end = 0x20, 0x15, 0x35, 0x06
    allow, kill, refuse = 0x7FFF0000, 0x80000000, 0x00050000 | 38
    program = [
        (load, 0, 0, 4), (equal, 1, 0, machine), (end, 0, 0, kill),
        (load, 0, 0, 0), (equal, 0, 1, ring_call), (end, 0, 0, refuse),  # as on a kernel that has none
        (above, 0, 1, 0x40000000), (end, 0, 0, refuse),  # the second table of numbers of x86
        (equal, 1, 0, socket_call), (end, 0, 0, allow),
        (load, 0, 0, 16), (equal, 0, 1, 1), (end, 0, 0, allow), (end, 0, 0, kill),
    ]  # fmt: skip
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *each) for each in program))
    told = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program), ctypes.addressof(code)))
    library = ctypes.CDLL(None, use_errno=True)
    return library.prctl(38, 1, 0, 0, 0) == 0 and library.prctl(22, 2, ctypes.byref(told), 0, 0) == 0


sys.addaudithook(watched)
os.environ["OFFLINE_CONFINED"] = "yes" if confined() else "no"
