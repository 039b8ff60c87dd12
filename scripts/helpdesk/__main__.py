"""`python -m helpdesk` is `helpdesk`."""

from helpdesk.cli import main

main(prog_name="helpdesk")
