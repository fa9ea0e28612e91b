"""The trace is read as the system did it: nothing that was written or connected to is missed."""

from tests.offline.trace import Trace, read_trace


def read(*lines: str) -> Trace:
    return read_trace(lines, "/start")


def test_only_what_is_opened_for_writing_counts_as_written():
    trace = read(
        '7 openat(AT_FDCWD</start>, "a", O_RDONLY|O_CLOEXEC) = 3</start/a>',
        '7 openat(AT_FDCWD</start>, "b", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3</start/b>',
        '7 open("c", O_RDWR) = 3</start/c>',
        '7 openat2(AT_FDCWD</start>, "d", {flags=O_WRONLY, resolve=0}, 24) = 3</start/d>',
        '7 openat(AT_FDCWD</start>, ".", O_RDWR|O_TMPFILE, 0600) = 3</start/#12>(deleted)',
    )
    assert trace.written == ["/start/b", "/start/c", "/start/d", "/start/#12"]


def test_a_write_that_the_system_refused_counts_as_well():
    trace = read(
        '7 openat(AT_FDCWD</start>, "/etc/x", O_RDWR|O_CREAT, 0600) = -1 EACCES (Permission denied)',
        '7 mkdir("/var/y", 0777) = -1 EEXIST (File exists)',
    )
    assert trace.written == ["/etc/x", "/var/y"]


def test_the_path_is_where_a_link_led():
    trace = read('7 openat(AT_FDCWD</start>, "link/b", O_WRONLY|O_CREAT, 0666) = 3</elsewhere/b>')
    assert trace.written == ["/elsewhere/b"]


def test_a_relative_path_belongs_to_the_folder_of_its_handle():
    trace = read(
        '7 mkdirat(5</x/y>, "z", 0777) = 0',
        '7 renameat(5</x>, "a", 6</v>, "../b") = 0',
        '7 linkat(AT_FDCWD</start>, "p", 6</v>, "q", 0) = 0',
        '7 symlinkat("to", 6</v>, "l") = 0',
    )
    assert trace.written == ["/x/y/z", "/x/a", "/b", "/v/q", "/v/l"]


def test_what_is_only_touched_or_listened_at_counts_as_written():
    trace = read(
        '7 chmod("a", 0600) = 0',
        "7 utimensat(3</x/b>, NULL, [UTIME_NOW, UTIME_NOW], 0) = 0",
        '7 fchmodat(5</x>, "c", 0644) = 0',
        '7 bind(4<socket:[1]>, {sa_family=AF_UNIX, sun_path="/tmp/s"}, 9) = 0',
    )
    assert trace.written == ["/start/a", "/x/b", "/x/c", "/tmp/s"]
    assert trace.sockets == [("bind", "AF_UNIX")]


def test_a_program_that_changes_its_folder_takes_its_relative_paths_with_it():
    trace = read(
        '7 chdir("sub") = 0',
        '7 mkdir("a", 0777) = 0',
        '7 chdir("/nowhere") = -1 ENOENT (No such file or directory)',
        '7 rename("a", "b") = 0',
        "7 fchdir(4</far>) = 0",
        '7 unlink("c") = 0',
    )
    assert trace.written == ["/start/sub/a", "/start/sub/a", "/start/sub/b"]
    assert trace.removed == ["/far/c"]


def test_a_child_begins_in_the_folder_of_its_parent_and_a_thread_shares_it():
    trace = read(
        '7 chdir("/one") = 0',
        "7 clone3({flags=CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_THREAD} => {parent_tid=[8]}, 88) = 8",
        "7 vfork( <unfinished ...>",
        '9 mkdir("early", 0777) = 0',
        '9 execve("/bin/true", ["true"], 0x7ff /* 3 vars */) = 0',
        "7 <... vfork resumed>) = 9",
        '9 mkdir("child", 0777) = 0',
        '8 chdir("/two") = 0',
        '7 mkdir("a", 0777) = 0',
        '9 mkdir("b", 0777) = 0',
    )
    assert trace.written == ["/one/early", "/one/child", "/two/a", "/one/b"]
    assert trace.programs == ["/bin/true"]


def test_a_call_that_was_interrupted_by_another_process_is_put_together():
    trace = read(
        '7 openat(AT_FDCWD</start>, "a", O_WRONLY|O_CREAT, 0666 <unfinished ...>',
        '8 connect(3<socket:[1]>, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X0"}, 20) = 0',
        "7 <... openat resumed>) = 3</start/a>",
    )
    assert trace.written == ["/start/a"]
    assert trace.connects == [("AF_UNIX", "@/tmp/.X11-unix/X0")]


def test_sockets_are_told_by_family_whatever_came_of_them():
    trace = read(
        "7 socket(AF_INET6, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 3<socket:[1]>",
        "7 socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = -1 EPERM (not permitted)",
        "7 socketpair(AF_UNIX, SOCK_STREAM, 0, [4<socket:[2]>, 5<socket:[3]>]) = 0",
        "7 connect(3<socket:[1]>, {sa_family=AF_INET, sin_port=htons(53), "
        'sin_addr=inet_addr("10.0.0.1")}, 16) = -1 EINPROGRESS (Operation now in progress)',
    )
    assert [family for _, family in trace.sockets] == ["AF_INET6", "AF_NETLINK", "AF_UNIX"]
    assert trace.connects[0][0] == "AF_INET"
    assert "10.0.0.1" in trace.connects[0][1]


def test_sending_to_an_address_on_a_socket_that_was_inherited_is_seen():
    trace = read(
        '7 sendto(3<socket:[1]>, "x, y", 4, 0, {sa_family=AF_INET, sin_port=htons(53), '
        'sin_addr=inet_addr("10.0.0.1")}, 16) = 4',
        '7 sendmsg(4<socket:[2]>, {msg_name=NULL, msg_iov=[{iov_base="a=(b", iov_len=4}]}, 0) = 4',
    )
    assert trace.sockets == [("sendto", "AF_INET")]


def test_names_with_quotes_commas_brackets_and_hanzi_are_read_as_they_are():
    trace = read(
        r'7 rename("\344\270\255, \"(\346\226\207\"", "b)\t") = 0',
        r'7 openat(AT_FDCWD</a, \"b>, "x", O_WRONLY|O_CREAT, 0666) = 3</a, \"b/x>',
    )
    assert trace.written == ['/start/中, "(文"', "/start/b)\t", '/a, "b/x']


def test_a_line_that_is_not_understood_is_told_and_not_skipped():
    trace = read("7 brand_new_call(1) = 0", "nonsense", "7 +++ exited with 0 +++", "")
    assert trace.not_understood == ["7 brand_new_call(1) = 0", "nonsense"]
