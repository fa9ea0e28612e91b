"""The Job Object of Windows: what is asked of the system, told to one that only remembers."""

import ctypes

from desktop_app.intake.windows_job import Job, Limits, fail_silently, limits


class Kernel:
    """Windows, as far as a job needs it; `refuses` names what it does not do."""

    def __init__(self, refuses=()):
        self.said, self.refuses, self.open = [], refuses, set()

    def _does(self, name, value):
        self.said.append(name)
        return 0 if name in self.refuses else value

    def CreateJobObjectW(self, rights, name):  # noqa: N802 - as Windows calls it
        made = self._does("CreateJobObjectW", "job")
        self.open |= {made} - {0}
        return made

    def SetInformationJobObject(self, job, kind, told, size):  # noqa: N802
        self.kind, self.size = kind, size
        self.limits = Limits.from_buffer_copy(ctypes.cast(told, ctypes.POINTER(Limits)).contents)
        return self._does("SetInformationJobObject", 1)

    def OpenProcess(self, rights, inherit, process):  # noqa: N802
        self.process = process
        opened = self._does("OpenProcess", "process")
        self.open |= {opened} - {0}
        return opened

    def AssignProcessToJobObject(self, job, process):  # noqa: N802
        assert (job, process) == ("job", "process")
        return self._does("AssignProcessToJobObject", 1)

    def CloseHandle(self, handle):  # noqa: N802
        self.open.remove(handle)
        return 1

    def SetErrorMode(self, mode):  # noqa: N802
        self.mode = mode


def test_the_layout_is_that_of_windows_on_64_bits():
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, by the offsets of winnt.h."""
    assert ctypes.sizeof(Limits) == 144
    assert Limits.IoInfo.offset == 64
    assert Limits.ProcessMemoryLimit.offset == 112
    assert Limits.JobMemoryLimit.offset == 120


def test_a_job_limits_memory_and_time_and_ends_what_is_in_it():
    kernel = Kernel()
    job = Job(4711, 2_000_000_000, 30, kernel)
    assert job.holds
    assert kernel.process == 4711
    assert kernel.limits.ProcessMemoryLimit == kernel.limits.JobMemoryLimit == 2_000_000_000
    # In units of 100 nanoseconds.
    assert kernel.limits.Basic.PerProcessUserTimeLimit == 300_000_000
    assert kernel.limits.Basic.LimitFlags == 0x2 | 0x100 | 0x200 | 0x400 | 0x2000
    assert (kernel.kind, kernel.size) == (9, 144)
    assert kernel.open == {"job"}
    job.close()
    job.close()
    assert kernel.open == set()


def test_where_windows_refuses_nothing_stays_open_and_the_file_is_read_all_the_same():
    steps = (
        "CreateJobObjectW",
        "SetInformationJobObject",
        "OpenProcess",
        "AssignProcessToJobObject",
    )
    for step in steps:
        kernel = Kernel({step})
        job = Job(1, 1, 1, kernel)
        assert not job.holds
        assert kernel.open == set()
        assert kernel.said[-1] == step
        job.close()


def test_limits_are_counted_from_nothing():
    assert limits(5, 1).Basic.ActiveProcessLimit == 0


def test_a_fault_opens_no_window():
    kernel = Kernel()
    fail_silently(kernel)
    assert kernel.mode & 0x3 == 0x3
