"""The service: the same documents over HTTP, and pages to read, search and check them. It knows no SQL and extracts nothing."""
