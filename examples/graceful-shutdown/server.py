import os
import signal
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

leaving = threading.Event()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections alive
    wbufsize = -1  # sends headers and body together

    def do_GET(self):
        with server.in_flight:
            url = urlsplit(self.path)
            query = {name: float(values[0]) for name, values in parse_qs(url.query).items()}
            if url.path == "/drain":
                # The preStop hook: the pod will stop, but routers do not know it yet. Keep serving until SIGTERM.
                leaving.set()
                time.sleep(query.get("seconds", 0))
            elif url.path != "/healthcheck":
                time.sleep(query.get("ms", 50) / 1000)
            self.answer(b"ok\n")

    def answer(self, body):
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        if leaving.is_set():
            # The client opens its next connection to another pod, instead of sending over one that is about to be closed.
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *args):
        pass


class InFlight:
    """Counts requests, so that the process can wait for them but not for idle connections."""

    def __init__(self):
        self.count = 0
        self.changed = threading.Condition()

    def __enter__(self):
        with self.changed:
            self.count += 1

    def __exit__(self, *_):
        with self.changed:
            self.count -= 1
            self.changed.notify_all()

    def wait_until_none(self):
        with self.changed:
            self.changed.wait_for(lambda: self.count == 0)


class Server(ThreadingHTTPServer):
    daemon_threads = True  # idle connections do not keep the process alive
    request_queue_size = 128
    in_flight = InFlight()


def stop(*_):
    leaving.set()
    # From another thread: shutdown() waits for serve_forever(), which runs in this one.
    threading.Thread(target=server.shutdown).start()


server = Server(("", int(os.environ.get("PORT", 8080))), Handler)
signal.signal(signal.SIGTERM, stop)
server.serve_forever()
server.socket.close()
server.in_flight.wait_until_none()
