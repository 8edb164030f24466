#!/usr/bin/env python3
"""Answers as Navari's ERPNext app answers (navari_cams_biometric), without an ERPNext.

    PORT=8000 AUTH_TOKEN=.. EMPLOYEES=1001,1002 python3 receiver.py

It parses what the app parses, and answers 200 whatever happened, as the app does: only the body tells. Python 3.9 or newer,
no packages.
"""
import json
import os
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

ROUTE = "/api/method/navari_cams_biometric.cams_biometric.controllers.cams_call.attendance"
IN = {"CheckIn", "BreakIn", "OverTimeIn"}
OUT = {"CheckOut", "BreakOut", "OverTimeOut"}  # Meals are neither: the app stores them, and counts them nowhere.


class ErpNext:
    """The endpoint's decision. Its memory is what a real one keeps as Employee Checkin."""

    def __init__(self, auth_token, employees):
        self.auth_token = auth_token
        self.employees = employees
        self.checkins = set()

    def answer(self, body):
        if not body:
            return {"status": "error", "message": "Empty request body"}
        try:
            real_time = json.loads(body)["RealTime"]
        except (ValueError, KeyError, TypeError):
            return {"status": "error", "message": "Invalid JSON"}
        if real_time.get("AuthToken") != self.auth_token:
            return {"status": "error", "message": "Invalid auth token"}
        punch = real_time.get("PunchLog")
        if punch and punch["UserId"] in self.employees:
            self.book(punch["UserId"], punch["Type"], datetime.strptime(punch["LogTime"], "%Y-%m-%d %H:%M:%S GMT %z"))
        return {"status": "done"}

    def book(self, user, kind, time):
        if (user, kind, time) in self.checkins:
            return
        self.checkins.add((user, kind, time))
        direction = "IN" if kind in IN else "OUT" if kind in OUT else "-"
        print(f"{user} {direction} {time.isoformat()}", flush=True)


def handler(erpnext):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            known = urlsplit(self.path).path == ROUTE
            text = json.dumps(erpnext.answer(body) if known else {"exc_type": "NotFound"}).encode()
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *args):
            pass

    return Handler


if __name__ == "__main__":
    erpnext = ErpNext(os.environ["AUTH_TOKEN"], os.environ.get("EMPLOYEES", "1001").split(","))
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8000"))), handler(erpnext))
    print(f"receiving on http://127.0.0.1:{server.server_port}{ROUTE}", flush=True)
    server.serve_forever()
