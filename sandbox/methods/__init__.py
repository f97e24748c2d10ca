"""The Web API: one function per method, and the table that names them."""
