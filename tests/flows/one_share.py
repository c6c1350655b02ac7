"""A data package of three figures, a part, its whole and its share, and servers to be told at."""

import http.server
import json
import threading
from contextlib import contextmanager

HEADER = "figure_id,source_id,park,indicator,segment,measure,period,printed\n"
WHOLE = "w,s,P,income,,level,2016,100.0\n"
PASS = WHOLE + "p,s,P,income,core,level,2016,75.5\nr,s,P,income,core,share,2016,75.5 percent\n"
FAIL = PASS.replace("75.5 percent", "80.1 percent")
# 75.64 of 100.0 is 75.597 percent at the least, or 75.55 in the widest reading.
WARN = PASS.replace(",75.5\n", ",75.64\n")
UNREAD = PASS + "u,s,P,income,,level,2017,lots\n"
# What is said of FAIL.
MESSAGE = (
    "75.5 / 100.0 = 75.41 to 75.59 %; printed: 80.1 percent; "
    "suspect p: perhaps '80.1' (another number), else w or r"
)
ARITHMETIC = f"income, core, 2016: {MESSAGE}"


def write(folder, rows, name="a.csv"):
    """Write rows of figures into the data package of a folder; return the package."""
    data = folder / "data"
    (data / "figures").mkdir(parents=True, exist_ok=True)
    (data / "figures" / name).write_text(HEADER + rows, encoding="utf-8")
    return data


@contextmanager
def webhook():
    """A web server that keeps what is posted to it: its address, and the list of it."""
    posted = []

    class Keep(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Keep) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"127.0.0.1:{server.server_port}", posted
        server.shutdown()
        thread.join()
