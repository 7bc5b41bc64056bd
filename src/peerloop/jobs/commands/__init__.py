"""What ``python -m peerloop.jobs`` can do: each module here with ``run(arguments)`` is one command."""
