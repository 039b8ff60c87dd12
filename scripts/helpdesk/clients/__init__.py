"""Files that set up mail apps by themselves, one module per format over the one model.

None of them ever holds an unencrypted server, an address or a password.
"""
