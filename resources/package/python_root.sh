#!/bin/sh
# A root with an old C library and a Python of our own in it, for the program to be frozen there.
#
#   sh resources/package/python_root.sh ROOT [amd64|arm64]
#
# What is built on a newer system asks for its newer C library, and the office PCs' is old: glibc
# 2.28 with 统信UOS 20, 2.31 with 银河麒麟 V10 SP1. The oldest Debian that is still served has 2.31
# and no Python as new as the program's, so Python is made here from the sources of the next Debian,
# and of three functions of libm and one of libpthread it takes the older versions: then it asks for
# no more than 2.28. It is made without OpenSSL, so nothing of it can get into the program.
#
# arm64 is compiled by a cross-compiler in a root of amd64; it is run by qemu.
set -eu
root=$1
arch=${2:-amd64}
here=$(cd "$(dirname "$0")" && pwd)
old=bullseye
sources=bookworm

say() { echo "$1" >&2; }
[ "$(id -u)" -eq 0 ] || { say "制作安装包要管理员身份:请用 sudo make package"; exit 1; }
mkdir -p "$(dirname "$root")"
[ ! -e "$root/opt/python/.made" ] || exit 0

inside() { # ROOT COMMAND…: in a root, with mounts of its own that end with it
  inside_root=$1
  shift
  unshare --mount --pid --fork --mount-proc="$inside_root/proc" \
    chroot "$inside_root" /usr/bin/env -i HOME=/root LC_ALL=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

bare_root() { # ROOT ARCH
  [ -e "$1/.bootstrapped" ] && return
  rm -rf "$1"
  say "准备 $old($2)的最小系统"
  debootstrap --arch="$2" --variant=minbase "$old" "$1" >"$1.log" 2>&1 || { tail -5 "$1.log" >&2; exit 1; }
  touch "$1/.bootstrapped"
}

make_python() { # ROOT ARCH: compiles in a root of amd64; DESTDIR of another architecture is /made
  cp "$here/make_python.sh" "$1/make_python.sh"
  say "编译 Python($2)"
  inside "$1" sh /make_python.sh "$sources" "$2" >"$1.log" 2>&1 || { tail -20 "$1.log" >&2; exit 1; }
}

can_run() { # ARCH: whether the kernel hands its programs to an emulator
  [ "$1" = "$native" ] || [ -e "/proc/sys/fs/binfmt_misc/qemu-$(machine_of "$1")" ]
}

machine_of() { case $1 in arm64) echo aarch64 ;; amd64) echo x86_64 ;; esac; }

native=$(dpkg --print-architecture)
if ! can_run "$arch"; then
  # Where systemd runs, it has done this; in a container nobody has.
  mountpoint -q /proc/sys/fs/binfmt_misc || mount -t binfmt_misc none /proc/sys/fs/binfmt_misc
  can_run "$arch" || grep -v '^#' "/usr/lib/binfmt.d/qemu-$(machine_of "$arch").conf" \
    >/proc/sys/fs/binfmt_misc/register
fi
bare_root "$root" "$arch"
if [ "$arch" = "$native" ]; then
  make_python "$root" "$arch"
else
  sh "$0" "$(dirname "$root")/$native" "$native"
  made=$(dirname "$root")/$native/made/$arch/opt/python
  [ -e "$made/bin/python3.11" ] || make_python "$(dirname "$root")/$native" "$arch"
  mkdir -p "$root/opt"
  cp -a "$made" "$root/opt/"
fi
# What the wheels and Qt's plugins are linked to, so that the freezing finds it.
inside "$root" sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends binutils \
  libffi7 libglib2.0-0 libegl1 libgl1 libx11-6 libx11-xcb1 libdbus-1-3 libfontconfig1 libfreetype6 \
  libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 \
  libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libcups2 libwayland-client0 \
  libwayland-cursor0 libwayland-egl1 libsm6' >"$root.log" 2>&1 || { tail -5 "$root.log" >&2; exit 1; }
touch "$root/opt/python/.made"
