"""The command that writes the manual as a file to print and to hand on."""

import argparse
from pathlib import Path

from desktop_app.cli_history import AddCommand
from desktop_app.cli_say import say, say_json

FINE = 0


def add_commands(command: AddCommand) -> None:
    """Add this module's command with `command(name, run, about)`."""
    one = command("manual", manual, "说明书写成 PDF:使用说明、全部填报项、全部问题编号")
    one.add_argument("--out", type=Path, required=True, metavar="文件", help="写成的 PDF 文件")
    one.add_argument(
        "--programme", default="", metavar="编号", help="只要这个申报事项的填报项和问题编号"
    )


def manual(options: argparse.Namespace) -> int:
    from desktop_app.jobs.packs import load_programme, usable_programmes
    from desktop_app.jobs.write_manual import write_manual

    if options.programme:
        programmes, faults = [load_programme(options.programme)], []
    else:
        programmes, faults = usable_programmes()
    pages = write_manual(programmes, options.out)
    if options.json:
        told = {"file": str(options.out), "pages": pages}
        say_json({**told, "programmes": [one.id for one in programmes], "faults": faults})
        return FINE
    for fault in faults:
        say(f"没有写进说明书:{fault}")
    say(f"说明书:{options.out}({pages} 页)")
    return FINE
