"""The pages of one batch in the workspace, side by side; apps above add theirs."""

from academy.web.shell.menus import Menu

BATCH = Menu()
