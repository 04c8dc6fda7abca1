"""A web server of the tests' own that speaks https as "localhost", with a certificate nobody else trusts."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

Answer = tuple[int, dict[str, str], bytes]
# Made for these tests; it opens nothing anywhere.
KEY = """
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg7SpW2nEgjlfbyBcM
UUssPsYraWH9w8TxASO/RxkV24uhRANCAARDQr47YOm1i1wecA61tOuIY9+E5aJz
bc1XraI73exVNlSnXgXygjrLmdDqY7Cv1Hj+jI2TK0rqOTLAvFI5VCwi
-----END PRIVATE KEY-----
"""
CERTIFICATE = """
-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUXuqy2UqtUVr0VZVGeA2gPLa1AkcwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjE3MTc1MFoYDzIxMjYxMDI5
MTcxNzUwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARDQr47YOm1i1wecA61tOuIY9+E5aJzbc1XraI73exVNlSnXgXygjrL
mdDqY7Cv1Hj+jI2TK0rqOTLAvFI5VCwio2kwZzAdBgNVHQ4EFgQUe36rGoNdd7YY
K73twbIOUi3xrScwHwYDVR0jBBgwFoAUe36rGoNdd7YYK73twbIOUi3xrScwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SAAwRQIhAO7hChHU14GrN+MletWijvY8Ssdk2fby+bIiOdh0v1LmAiA6PeQzDgqh
5IAXYlvWFqyo5GiFTyThro50rDxOnV1+aw==
-----END CERTIFICATE-----
"""


@contextmanager
def serving(folder: Path, answer: Callable[[str, str], Answer]) -> Iterator[str]:
    """Answer each GET by (path, authorization) while inside; gives the server's address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name is the standard library's
            status, headers, body = answer(self.path, self.headers.get("Authorization", ""))
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.socket = tls(folder).wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"https://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def trusting() -> ssl.SSLContext:
    """What a client needs to trust the server."""
    return ssl.create_default_context(cadata=CERTIFICATE.strip())


def tls(folder: Path) -> ssl.SSLContext:
    """What a server needs to speak as "localhost"."""
    both = folder / "both.pem"
    both.write_text(KEY.strip() + "\n" + CERTIFICATE.strip() + "\n")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return context
