"""Files are brought, looked at, and taken in whole or not at all."""
