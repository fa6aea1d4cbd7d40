"""Entry of the frozen program; it also answers for ``python -m gsan_desk.sms.filho``, the process of the telephone."""

import multiprocessing
import runpy
import sys

FILHO = ["-m", "gsan_desk.sms.filho"]

if __name__ == "__main__":
    multiprocessing.freeze_support()
    if sys.argv[1:3] == FILHO:
        sys.argv = [sys.argv[0], *sys.argv[3:]]
        runpy.run_module(FILHO[1], run_name="__main__")
    else:
        from gsan_desk.cli import main

        main()
