#!/usr/bin/env python3
"""Answers as the Odoo module of Cams answers (camsunit/odoo-biometric-attendance, Odoo 13 to 19), without an Odoo.

    PORT=8069 SERVICE_TAG_ID=ST-1 AUTH_TOKEN=.. EMPLOYEES=1001,1002 python3 receiver.py

It parses and refuses what the module parses and refuses, so that a callback that works here works there. Python 3.9 or
newer, no packages.
"""
import json
import os
import re
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

ROUTE = "/cams/biometric-api3.0/"
OUT = {"CheckOut", "BreakOut"}  # Everything else is an arrival for the module, OverTimeOut and MealOut included.


class Odoo:
    """The route's decision. Its memory is what a real one keeps in its database."""

    def __init__(self, service_tag_id, auth_token, employees):
        self.service_tag_id = service_tag_id
        self.auth_token = auth_token
        self.employees = employees
        self.databases = set()
        self.attendances = set()

    def answer(self, path, query, body):
        if path.rstrip("/") != ROUTE.rstrip("/"):
            return 404, {"status": "error", "message": "no such route"}
        if "stgid" not in query:
            return 400, {"status": "error", "message": "stgid is missing"}
        if "db" in query and query["db"][0] not in self.databases:
            # The first request only switches the database: the punch is not stored, although it says "done".
            self.databases.add(query["db"][0])
            return 403, {"status": "done", "message": "Database changed"}
        try:
            real_time = json.loads(body)["RealTime"]
            punch = real_time["PunchLog"]
            user, kind, time, token = punch["UserId"], punch["Type"], punch["LogTime"], real_time["AuthToken"]
        except (ValueError, KeyError, TypeError):
            return 400, {"status": "error", "message": "not JSON, or a key is missing"}
        if query["stgid"][0] != self.service_tag_id or token != self.auth_token:
            return 403, {"status": "error", "message": "unknown service tag, or wrong token"}
        if not re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d GMT [+-]\d{4}", time):
            return 400, {"status": "error", "message": "LogTime"}
        return 200, self.book(user, kind, datetime.strptime(time, "%Y-%m-%d %H:%M:%S GMT %z"))

    def book(self, user, kind, time):
        if user not in self.employees:
            return {"status": "done", "message": "Employee not found"}
        if (user, time) in self.attendances:
            return {"status": "done", "message": "Duplicate punch"}
        self.attendances.add((user, time))
        print(f"{user} {'check_out' if kind in OUT else 'check_in'} {time.isoformat()}", flush=True)
        return {"status": "done"}


def handler(odoo):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            address = urlsplit(self.path)
            status, answer = odoo.answer(address.path, parse_qs(address.query), body)
            text = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *args):
            pass

    return Handler


if __name__ == "__main__":
    employees = os.environ.get("EMPLOYEES", "1001").split(",")
    odoo = Odoo(os.environ["SERVICE_TAG_ID"], os.environ["AUTH_TOKEN"], employees)
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8069"))), handler(odoo))
    print(f"receiving on http://127.0.0.1:{server.server_port}{ROUTE}", flush=True)
    server.serve_forever()
