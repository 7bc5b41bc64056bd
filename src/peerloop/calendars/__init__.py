"""When members are taken elsewhere: free/busy from an address that each gives of their own calendar."""
