"""The limits of a child process on Windows: a Job Object with so much memory and computing time.

When this program ends, however it ends, Windows closes the job, and the child ends with it.
"""

import ctypes
from ctypes import wintypes
from typing import Any

# winnt.h: JOB_OBJECT_LIMIT_…
_PROCESS_TIME, _PROCESS_MEMORY, _JOB_MEMORY = 0x2, 0x100, 0x200
_DIE_ON_UNHANDLED_EXCEPTION, _KILL_ON_JOB_CLOSE = 0x400, 0x2000
_EXTENDED_LIMIT_INFORMATION = 9
# PROCESS_SET_QUOTA, PROCESS_TERMINATE
_ASSIGN = 0x0100 | 0x0001
_TICKS = 10_000_000
# What a process ends with whose job has no time left (ERROR_NOT_ENOUGH_QUOTA).
NO_TIME_LEFT = 1816
# SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX
_SILENT = 0x8003


class _Basic(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("Basic", _Basic),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limits(memory: int, seconds: int) -> Limits:
    """The limits of a process of so many bytes and seconds of computing."""
    found = Limits()
    found.Basic.LimitFlags = (
        _PROCESS_TIME
        | _PROCESS_MEMORY
        | _JOB_MEMORY
        | _DIE_ON_UNHANDLED_EXCEPTION
        | _KILL_ON_JOB_CLOSE
    )
    found.Basic.PerProcessUserTimeLimit = seconds * _TICKS
    found.ProcessMemoryLimit = found.JobMemoryLimit = memory
    return found


class Job:
    """A job around one process; where Windows refuses it, the guard's patience is what is left."""

    def __init__(self, process: int, memory: int, seconds: int, kernel: Any = None) -> None:
        """`process` is the number (pid) of a running child."""
        self._kernel = kernel or _kernel()
        self._handle = self._kernel.CreateJobObjectW(None, None)
        if self._handle and not (self._limit(memory, seconds) and self._take(process)):
            self.close()

    @property
    def holds(self) -> bool:
        """Whether the process is within the limits."""
        return bool(self._handle)

    def close(self) -> None:
        """Close the job; what still runs in it ends."""
        if self._handle:
            self._kernel.CloseHandle(self._handle)
            self._handle = None

    def _limit(self, memory: int, seconds: int) -> bool:
        told = limits(memory, seconds)
        return bool(
            self._kernel.SetInformationJobObject(
                self._handle, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(told), ctypes.sizeof(told)
            )
        )

    def _take(self, process: int) -> bool:
        opened = self._kernel.OpenProcess(_ASSIGN, False, process)
        if not opened:
            return False
        try:
            return bool(self._kernel.AssignProcessToJobObject(self._handle, opened))
        finally:
            self._kernel.CloseHandle(opened)


def fail_silently(kernel: Any = None) -> None:
    """No window of Windows' own when this process ends in a fault: nobody waits behind it."""
    (kernel or _kernel()).SetErrorMode(_SILENT)


def _kernel() -> Any:
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.CreateJobObjectW.argtypes = (wintypes.LPVOID, wintypes.LPCWSTR)
    kernel.SetInformationJobObject.argtypes = (
        wintypes.HANDLE, ctypes.c_int, wintypes.LPVOID, wintypes.DWORD
    )  # fmt: skip
    kernel.OpenProcess.restype = wintypes.HANDLE
    kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    return kernel
