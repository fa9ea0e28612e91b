#!/bin/sh
# What has to hold before a version goes out, from nothing: a clone of the last commit, set up,
# the practice cities, every test, the packages, and the frozen program's own test where there is
# neither Python nor network. Ends at the first step that fails.
#
#   sh tests/release.sh [FOLDER]      the folder must not exist; build/release otherwise
set -eu
project=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$project/build/release}
rm -rf "$project/build/release"
[ ! -e "$folder" ] || { echo "「$folder」已经存在,请换一个" >&2; exit 2; }
[ -z "$(git -C "$project" status --porcelain)" ] || echo "注意:有没有提交的修改,试的是最后一次提交" >&2

step() { # TITLE COMMAND…
  title=$1
  shift
  began=$(date +%s)
  echo "── $title"
  "$@" || { echo "没有通过:$title" >&2; exit 1; }
  echo "── $title:$(($(date +%s) - began)) 秒"
}

step "克隆" git clone --quiet "$project" "$folder"
cd "$folder"
step "安装" make setup
for programme in forms/*/; do
  name=$(basename "$programme")
  step "练习城市 $name" make demo PROGRAMME="$name" OUT="build/practice/$name"
done
step "全部测试" make test
step "安装包" make package
step "程序清单" sh -c 'cd build/package/linux-*/ && sha256sum --quiet --check SHA256SUMS && cd shenbao && sha256sum --quiet --check SHA256SUMS'
# Who is root needs no account of its own for a network of its own; in a chroot none can be had.
alone=$([ "$(id -u)" = 0 ] || echo --map-root-user)
step "自检,没有网络" sh -c "unshare --net $alone"' build/package/linux-*/shenbao/shenbao self-test'
echo "可以出新版:$(git log -1 --format=%h),安装包在 $folder/build/package"
