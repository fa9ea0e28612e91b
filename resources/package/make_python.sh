#!/bin/sh
# Python and SQLite, compiled in the root of python_root.sh: make_python.sh SUITE ARCH
set -eu
suite=$1
arch=$2
native=$(dpkg --print-architecture)
prefix=/opt/python

sed -n "s/^deb \(.*\) [a-z]* main.*/deb-src \1 $suite main/p" /etc/apt/sources.list >/etc/apt/sources.list.d/sources.list
apt-get update -qq
apt-get install -y -qq --no-install-recommends build-essential dpkg-dev pkg-config tcl
libraries="zlib1g-dev libexpat1-dev libffi-dev libbz2-dev liblzma-dev"
if [ "$arch" = "$native" ]; then
  destination=
  machine=
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $libraries
else
  destination=/made/$arch
  machine=$(dpkg-architecture -a "$arch" -q DEB_HOST_GNU_TYPE 2>/dev/null)
  dpkg --add-architecture "$arch"
  apt-get update -qq
  # shellcheck disable=SC2046
  apt-get install -y -qq --no-install-recommends "crossbuild-essential-$arch" \
    $(for name in $libraries; do echo "$name:$arch"; done)
  export PKG_CONFIG_LIBDIR="/usr/lib/$machine/pkgconfig:/usr/share/pkgconfig"
fi
mkdir -p /build
cd /build
ls -d sqlite3-*/ python3.11-*/ >/dev/null 2>&1 || apt-get source -qq sqlite3 python3.11

# No shared library: one file less that an update of the system could change under the program.
# SECURE_DELETE, as Debian's own has it: what was deleted from a draft is overwritten in its file.
cd /build/sqlite3-*/
rm -rf "for-$arch"
mkdir "for-$arch"
cd "for-$arch"
CFLAGS="-O2 -fPIC -DSQLITE_SECURE_DELETE -DSQLITE_OMIT_LOAD_EXTENSION" ../configure --quiet \
  ${machine:+--host=$machine} --prefix=$prefix --disable-shared --enable-static --disable-tcl \
  --disable-readline --disable-load-extension --disable-math
make -s -j"$(nproc)" libsqlite3.la sqlite3.h
mkdir -p "/build/static-$arch"
cp .libs/libsqlite3.a sqlite3.h "/build/static-$arch/"

# The versions of these functions before glibc 2.29; those since then differ in speed, not in
# results that anybody here would see.
cat >/build/old_glibc.h <<'H'
#if defined(__x86_64__)
#define OLD "GLIBC_2.2.5"
#else
#define OLD "GLIBC_2.17"
#endif
__asm__(".symver exp,exp@" OLD);
__asm__(".symver exp2,exp2@" OLD);
__asm__(".symver log,log@" OLD);
__asm__(".symver log2,log2@" OLD);
__asm__(".symver pow,pow@" OLD);
H
cd /build/python3.11-*/
rm -rf "for-$arch"
mkdir "for-$arch"
cd "for-$arch"
# sem_clockwait is of glibc 2.30; without it a wait with an end goes by the clock on the wall.
# The last three lines say what cannot be tried out on another machine.
CFLAGS="-include /build/old_glibc.h" LIBSQLITE3_CFLAGS="-I/build/static-$arch" \
  LIBSQLITE3_LIBS="-L/build/static-$arch -lsqlite3 -lm" LDFLAGS="-Wl,-rpath,$prefix/lib" \
  ac_cv_func_sem_clockwait=no ../configure --quiet --prefix=$prefix --enable-shared \
  --without-ensurepip --disable-test-modules --with-system-expat \
  ${machine:+--host=$machine --build=$(dpkg-architecture -q DEB_BUILD_GNU_TYPE)} \
  ${machine:+--with-build-python=$prefix/bin/python3.11} \
  ${machine:+ac_cv_file__dev_ptmx=yes ac_cv_file__dev_ptc=no ac_cv_buggy_getaddrinfo=no}
# Debian's patches have pyexpat look into the interpreter, which only a line of its own permits.
printf '*shared*\npyexpat pyexpat.c -DPy_BUILD_CORE_MODULE -lexpat\n' >Modules/Setup.local
make -s -j"$(nproc)"
if [ -n "$machine" ]; then
  # Debian's patched install looks for it under a shorter name than the cross-build gives it.
  cp "$(cat pybuilddir.txt)/_sysconfigdata__linux_$machine.py" "$(cat pybuilddir.txt)/_sysconfigdata__$machine.py"
fi
rm -rf "$destination$prefix"
make -s install DESTDIR="$destination"
for module in pyexpat _sqlite3 _ctypes zlib; do
  ls "$destination$prefix"/lib/python3.11/lib-dynload/$module.*so >/dev/null
done
# What Setup.local names is put beside the native one, whatever the destination.
[ -z "$machine" ] || rm -f $prefix/lib/python3.11/lib-dynload/*"$machine"*
find "$destination$prefix" -name '*.so*' -type f -exec ${machine:+$machine-}strip --strip-unneeded {} +
