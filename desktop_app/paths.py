"""Where the program's own data lies: packs, templates and resources, from source or frozen."""

import sys
from pathlib import Path

ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))

FORMS = ROOT / "forms"
TEMPLATES = ROOT / "templates_docx"
RESOURCES = ROOT / "resources"
FONTS = RESOURCES / "fonts"
SAMPLES = RESOURCES / "samples"
