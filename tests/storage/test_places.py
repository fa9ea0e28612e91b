"""Which places a draft is not worked on in, and what they are called."""

from pathlib import Path

import pytest

from desktop_app.storage.places import FAT, NETWORK, REMOVABLE, read_mounts, unsafe_place

MOUNTS = read_mounts(
    r"""
22 1 0:40 / / rw,relatime shared:1 - ext4 /dev/nosuch rw
30 22 0:41 / /home rw,relatime - ext4 /dev/nosuch rw
31 30 0:42 / /home/wang/共享 rw - cifs //server/share rw
32 22 0:43 / /mnt/nas rw - nfs4 server:/nas rw
33 22 0:44 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
34 22 0:45 / /media/wang/My\040Disk rw - ntfs3 /dev/nosuch rw
35 22 0:46 / /run/media/wang/KINGSTON rw - vfat /dev/nosuch rw
36 22 0:47 / /mnt/d rw - fuseblk /dev/nosuch rw
37 22 0:48 / /mnt/e rw - exfat /dev/nosuch rw
38 22 0:49 / /mnt/f rw - ext4 /dev/nosuch rw
39 38 0:50 / /mnt/f rw - cifs //server/f rw
a line that is none
""".encode().splitlines()
)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/home/wang/申报/a.shenbao", ""),
        ("/home/wang/共享/a.shenbao", NETWORK),
        ("/home/wang/共享的副本/a.shenbao", ""),
        ("/mnt/nas/工信/a.shenbao", NETWORK),
        ("/run/user/1000/gvfs/smb-share/a.shenbao", NETWORK),
        ("/media/wang/My Disk/a.shenbao", REMOVABLE),
        ("/run/media/wang/KINGSTON/a.shenbao", REMOVABLE),
        ("/mnt/d/a.shenbao", ""),
        ("/mnt/e/a.shenbao", FAT),
        ("/mnt/f/a.shenbao", NETWORK),
        ("/tmp/a.shenbao", ""),
    ],
)
def test_the_nearest_mount_tells(path, place):
    assert unsafe_place(Path(path), MOUNTS) == place


@pytest.mark.parametrize(
    ("folder", "client"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - 某市工信局", "OneDrive"),
        ("我的坚果云/申报", "坚果云"),
        ("WPS云盘/申报/2024", "WPS 云盘"),
        ("BaiduSyncdisk", "百度网盘"),
        ("申报", ""),
        ("OneDrives", ""),
    ],
)
def test_sync_folders_are_known_by_their_names(tmp_path, folder, client):
    found = unsafe_place(tmp_path / folder / "a.shenbao", [])
    assert found == (f"{client} 的同步文件夹" if client else "")


@pytest.mark.parametrize("mark", [".stfolder", ".dropbox", ".nextcloudsync.log"])
def test_sync_folders_are_known_by_what_their_clients_leave_in_them(tmp_path, mark):
    path = tmp_path / "申报" / "2024" / "a.shenbao"
    assert unsafe_place(path, []) == ""
    (tmp_path / mark).touch()
    assert "同步文件夹" in unsafe_place(path, [])


def test_the_disk_that_tests_run_on_is_safe(tmp_path):
    assert unsafe_place(tmp_path / "a.shenbao") == ""
