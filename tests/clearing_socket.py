"""A clearing house on a socket, that answers as it is told."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class FakeHouse:
    """A clearing house on a socket: what it is sent, and what it answers next. Its messages by number."""

    def __init__(self):
        self.taken, self.seen, self.answers, self.messages = [], [], [], []
        self.stray = None
        house = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                house.taken.append(body)
                house.seen.append((self.path, self.headers["Authorization"], self.headers["Content-Type"]))
                self._answer(house.answers.pop(0) if house.answers else (202, b""))

            def do_GET(self):
                asked = dict(pair.split("=") for pair in self.path.partition("?")[2].split("&"))
                after, most = int(asked["after"]), int(asked["most"])
                house.seen.append((self.path, self.headers["Authorization"], None))
                if house.stray is not None:
                    self._answer(house.stray)
                    return
                numbered = [
                    {"number": number, "xml": xml} for number, xml in house.messages if number > after
                ]
                self._answer((200, json.dumps({"messages": numbered[:most]}).encode()))

            def _answer(self, answer):
                status, body = answer if isinstance(answer, tuple) else (0, b"")
                if status == 0:  # nothing comes back
                    self.connection.close()
                    return
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
