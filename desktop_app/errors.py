"""What can go wrong with the world; every message is one Chinese sentence with the next step."""

import errno


class AppError(Exception):
    """The world's fault or a wrong call (missing file, full disk): tell the user and stop.

    The text is shown as it stands, so it says what happened and what to do.
    """


class PackError(AppError):
    """A programme pack that cannot be used; the text names file, line and key."""


_WORLD = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "磁盘已满",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这个位置是只读的",
    errno.ENOENT: "路径不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.EEXIST: "同名文件已经存在",
    errno.EBUSY: "文件正被别的程序使用",
    errno.ETXTBSY: "文件正被别的程序使用",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EIO: "磁盘读写出错",
}


def in_words(fault: OSError) -> str:
    """What the system refused, as a Chinese phrase for the middle of a sentence."""
    return _WORLD.get(fault.errno or 0, f"系统错误 {fault.errno}")
