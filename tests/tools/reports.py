"""Reads reports of `leaflet check` as those do who take them in.

Called by check-reports, which brings the packages. In go the folder of the packages, a form and files;
out come the faults, a line each, what was read of a file without one, and the exit status 0 or 1.
"""

import json
import pathlib
import sys

import jsonschema
import junitparser
import xmlschema


def judged_by_schema(schema, file):
    document = json.loads(file.read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
    faults = [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message}" for fault in validator.iter_errors(document)]
    return document, faults


def sarif(packages, file):
    schema = json.loads((packages / "sarif.schema.json").read_text(encoding="utf-8"))
    document, faults = judged_by_schema(schema, file)
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            faults.append(f"{result['ruleId']} is not the rule at its index")
        for location in result["locations"]:
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            if uri.startswith("/") or ":" in uri:
                faults.append(f"{uri} is no relative reference")
    return f"{len(run['results'])} results of {len(rules)} rules", faults


def junit(packages, file):
    faults = [str(fault.reason) for fault in xmlschema.XMLSchema(packages / "junit.xsd").iter_errors(file)]
    suites = junitparser.JUnitXml.fromfile(str(file))
    counted = {"tests": 0, "failures": 0, "skipped": 0}
    for suite in suites:
        seen = {"tests": 0, "failures": 0, "skipped": 0}
        for case in suite:
            seen["tests"] += 1
            seen["failures"] += sum(isinstance(result, junitparser.Failure) for result in case.result)
            seen["skipped"] += sum(isinstance(result, junitparser.Skipped) for result in case.result)
        for name, count in seen.items():
            counted[name] += count
            if getattr(suite, name) != count:
                faults.append(f"{suite.name} says {getattr(suite, name)} {name} and has {count}")
    for name in ("tests", "failures"):
        if getattr(suites, name) != counted[name]:
            faults.append(f"the file says {getattr(suites, name)} {name} and has {counted[name]}")
    return f"{counted['tests']} cases, {counted['failures']} failed, {counted['skipped']} skipped", faults


def own(schema, file):
    schema = json.loads(pathlib.Path(schema).read_text(encoding="utf-8"))
    document, faults = judged_by_schema(schema, file)
    for finding in document["findings"]:
        if any(at >= len(document["guides"]) for at in finding["guides"]):
            faults.append(f"{finding['rule']} stands with a guide that is not there")
    return f"{len(document['findings'])} findings", faults


def main(packages, form, *files):
    packages, has_faults = pathlib.Path(packages), False
    for file in map(pathlib.Path, files):
        if form == "sarif":
            read, faults = sarif(packages, file)
        elif form == "junit":
            read, faults = junit(packages, file)
        else:
            read, faults = own(form, file)
        has_faults = has_faults or bool(faults)
        for line in faults or [read]:
            print(f"{file.name}: {line}")
    return int(has_faults)


sys.exit(main(*sys.argv[1:]))
