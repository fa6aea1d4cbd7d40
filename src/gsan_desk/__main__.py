"""``python -m gsan_desk``."""

from gsan_desk.cli import main

main()
