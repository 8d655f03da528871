"""Reads events, metrics and tables as their consumers do, and compares them with the audit report.

usage: tables.py FILE [AUDIT.json]     FILE: *.ndjson (OCSF), *.prom (OpenMetrics), *.csv or *.xlsx
For a workbook, LibreOffice (soffice) reads it. Exit code: 0 accepted, 1 refused and told why.
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
VERDICTS = {"fail", "unknown", "waived", "pass", "not_applicable"}


def ocsf(path, audit):
    from py_ocsf_models.events.findings.compliance_finding import ComplianceFinding

    events = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    for number, event in enumerate(events, 1):
        try:
            ComplianceFinding(**event)
        except ValueError as error:
            yield f"line {number}: {error}"
    if audit is not None:
        told = sum(finding["verdict"] in ("fail", "unknown", "waived") for finding in audit["findings"])
        if not told <= len(events) <= len(audit["findings"]) + len(audit["gaps"]):
            yield f"{len(events)} events tell of {told} findings that are no passes"


def openmetrics(path, audit):
    from prometheus_client.openmetrics.parser import text_string_to_metric_families

    text = path.read_text("utf-8")
    families = {family.name: family for family in text_string_to_metric_families(text)}
    if not families:
        yield "no metric"
    if audit is not None:
        yield from (f"no metric {name}" for name in ("assay_checks", "assay_complete") if name not in families)


def rows(path):
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.reader(file, strict=True)


def table(path, audit):
    header, *records = rows(path)
    for number, record in enumerate(records, 2):
        if len(record) != len(header):
            yield f"record {number}: {len(record)} cells under {len(header)} columns"
        for name, cell in zip(header, record):
            if cell.startswith(FORMULA):
                yield f"record {number}: {name} would be a formula: {cell[:40]!r}"
    if audit is not None:
        told = sorted(record[header.index("fingerprint")] for record in records if record[0] != "gap")
        if told != sorted(finding["fingerprint"] for finding in audit["findings"]):
            yield f"{len(told)} findings are not those of the audit report"
        if len(records) - len(told) != len(audit["gaps"]):
            yield f"{len(records) - len(told)} gaps, and {len(audit['gaps'])} in the audit report"


def workbook(path, audit):
    with tempfile.TemporaryDirectory() as folder:
        sheets = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
        done = subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", sheets,
             "--outdir", folder, str(path)],
            capture_output=True, text=True, timeout=600, check=False,
        )
        read = {file.stem.removeprefix(f"{path.stem}-"): list(rows(file)) for file in pathlib.Path(folder).glob("*.csv")}
    if not read:
        yield f"LibreOffice read no sheet: {done.stderr.strip()}"
        return
    for name, records in read.items():
        for number, record in enumerate(records, 1):
            yield from (f"{name} {number}: {cell}" for cell in record if cell in ("#NAME?", "#VALUE!", "#REF!"))
    if audit is not None:
        verdicts = [finding["verdict"] for finding in audit["findings"]]
        expected = {"Findings": {"fail", "unknown"}, "Waived": {"waived"}}
        for name, of in expected.items():
            told = len(read.get(name, [[]])) - 1
            there = sum(verdict in of for verdict in verdicts)
            if told != there:
                yield f"{name}: {told} rows for {there} findings"


KINDS = {".ndjson": ocsf, ".prom": openmetrics, ".csv": table, ".xlsx": workbook}

if __name__ == "__main__":
    file = pathlib.Path(sys.argv[1])
    report = json.loads(pathlib.Path(sys.argv[2]).read_text("utf-8")) if len(sys.argv) > 2 else None
    wrong = list(KINDS[file.suffix](file, report))
    for line in wrong[:20]:
        print(f"  {line}")
    sys.exit(1 if wrong else 0)
