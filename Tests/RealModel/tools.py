"""What Tests/RealModel/run needs beside the service: free ports, a recording proxy, hook requests, and printing."""

import http.client
import http.server
import json
import os
import socket
import sqlite3
import sys
import time
import urllib.request


def ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(int(count))]
    print(*[s.getsockname()[1] for s in sockets])


def proxy(port, target, folder):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with open(folder + "/sent.json", "wb") as file:
                file.write(body)
            connection = http.client.HTTPConnection("127.0.0.1", int(target), timeout=600)
            connection.request("POST", self.path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read()
            with open(folder + "/reply.tmp", "wb") as file:
                file.write(text)
            os.rename(folder + "/reply.tmp", folder + "/reply.json")
            self.send_response(answer.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_):
            pass

    http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()


def wait(*urls):
    for url in urls:
        for _ in range(600):
            try:
                if urllib.request.urlopen(url, timeout=5).status == 200:
                    break
            except OSError:
                time.sleep(0.5)
        else:
            sys.exit(f"{url} does not answer")


def request(base, service, hook, patient, draft=None):
    """A hook whose prefetch holds, for each template of the service, the patient's resources of that type."""
    resources = [entry["resource"] for entry in json.load(open(patient))["entry"]]
    person = next(r for r in resources if r["resourceType"] == "Patient")
    services = json.load(urllib.request.urlopen(base + "/cds-services"))["services"]
    ours = next(s for s in services if s["id"].startswith(service) and s["hook"] == hook)
    prefetch = {}
    for key, template in ours["prefetch"].items():
        kind = template.split("?")[0].split("/")[0]
        found = [{"resource": r} for r in resources if r["resourceType"] == kind]
        prefetch[key] = person if kind == "Patient" else {
            "resourceType": "Bundle", "type": "searchset", "entry": found}
    context = {"userId": "Practitioner/1", "patientId": person["id"]}
    if draft:
        order = json.load(open(draft))
        order["subject"] = {"reference": "Patient/" + person["id"]}
        context["draftOrders"] = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": order}]}
    body = {"hook": hook, "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", "context": context, "prefetch": prefetch}
    return f"/cds-services/{ours['id']}", json.dumps(body).encode()


def fire(base, *arguments):
    path, body = request(base, *arguments)
    began = time.monotonic()
    answer = json.load(urllib.request.urlopen(
        urllib.request.Request(base + path, body, {"Content-Type": "application/json"})))
    print(f"200 after {1000 * (time.monotonic() - began):.0f} ms, {len(answer['cards'])} cards")
    for card in answer["cards"]:
        print(f"  {card['indicator']}: {card['summary']}  [{card['source']['label']}]")


def answered(folder):
    for _ in range(600):
        if os.path.exists(folder + "/reply.json"):
            time.sleep(2)
            return
        time.sleep(1)
    sys.exit("the model did not answer within ten minutes")


def sent(folder):
    body = json.load(open(folder + "/sent.json"))
    data = json.loads(body["messages"][1]["content"])
    print(f"{os.path.getsize(folder + '/sent.json')} bytes, {len(data['facts'])} facts, "
          f"response_format {body.get('response_format', {}).get('type')}")
    for fact in data["facts"][:12]:
        print("  " + json.dumps(fact, ensure_ascii=False))


def reply(folder):
    body = json.load(open(folder + "/reply.json"))
    if "choices" not in body:
        print(json.dumps(body)[:600])
        return
    choice = body["choices"][0]
    print(f"model {body.get('model')}, finish_reason {choice['finish_reason']}, usage {json.dumps(body.get('usage'))}, "
          f"{body.get('timings', {}).get('predicted_per_second', 0):.0f} tokens/s")
    print(choice["message"]["content"][:1500])


def audit(path):
    for (line,) in sqlite3.connect(f"file:{path}?mode=ro", uri=True).execute("SELECT line FROM audit ORDER BY number"):
        event = json.loads(line)
        if "event" in event:
            report = event.get("deidentification")
            if report:
                event["deidentification"] = {"profile": report["profile"], "totals": report["totals"]}
            event.pop("prompt", None)
            print("  " + json.dumps(event))


def model(port, seconds, log):
    """A model server that takes its time, notes each question in a file, and says one true thing: the first value told."""
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with open(log, "a") as file:
                file.write("asked\n")
            time.sleep(float(seconds))
            facts = json.loads(body["messages"][1]["content"])["facts"]
            fact = next(f for f in facts if f["unit"])
            finding = {
                "evidence": [{name: fact[name] for name in ("ref", "fact", "value", "unit", "date")}],
                "claim": f"{fact['fact']} is {fact['value']} {fact['unit']}.", "rationale": None, "guidelineId": None,
                "severity": "info", "confidence": "high", "actions": []}
            answer = {"findings": [finding], "missingData": [], "abstain": False, "abstainReason": None}
            text = json.dumps({
                "model": "scripted", "choices": [{"finish_reason": "stop", "message": {"content": json.dumps(answer)}}],
                "usage": {"prompt_tokens": 900, "completion_tokens": 120}}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            try:
                self.end_headers()
                self.wfile.write(text)
            except ConnectionError:
                pass  # nobody waits any more

        def log_message(self, *_):
            pass

    http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()


def latency(base, name, calls, path, home):
    patient = home + "/CDSHooks/example-patients/ruth-okafor.json"
    draft = home + "/CDSHooks/example-orders/metformin-500.json"
    connection = http.client.HTTPConnection(base.removeprefix("http://"), timeout=60)
    headers = {"Content-Type": "application/json"}

    def post(call):
        began = time.perf_counter()
        connection.request("POST", call[0], call[1], headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        return 1000 * (time.perf_counter() - began)

    # Opening the chart starts the model, where there is one.
    post(request(base, "patient-view", "patient-view", patient))
    sign = request(base, "order-sign", "order-sign", patient, draft)
    for _ in range(50):
        post(sign)
    times = [post(sign) for _ in range(int(calls))]
    with open(path, "a") as file:
        file.write(json.dumps({"name": name, "bytes": len(sign[1]), "times": times}) + "\n")


def percentiles(path):
    sums = {}
    for line in open(path):
        round_ = json.loads(line)
        sums.setdefault((round_["name"], round_["bytes"]), []).extend(round_["times"])
    for (name, size), times in sums.items():
        times.sort()
        pick = lambda share: times[min(len(times) - 1, int(len(times) * share))]
        print(f"order-sign, {name}: {len(times)} calls of {size} bytes, "
              f"p50 {pick(.5):.2f} ms, p90 {pick(.9):.2f} ms, p99 {pick(.99):.2f} ms")


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
