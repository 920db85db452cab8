#!/usr/bin/env python
"""Django's command line for the academy."""

import gc
import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings")
    # While it is imported nothing becomes garbage: looking for some took a tenth of a start.
    # `academy.launcher` begins with it when all is loaded.
    gc.disable()
    execute_from_command_line(sys.argv)
