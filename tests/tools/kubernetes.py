"""Checks Kubernetes manifests: by the schemas of Kubernetes, and by what those cannot say.

Called by check-kubernetes, which brings the packages. In go files, or none for the examples; of those it
also runs the command of the shards beside a stand-in for the program, and proves that planted mistakes
are caught. Out come lines on standard output and the exit status 0 or 1.

The schemas are asked strictly, of the oldest version that has every field in its settled form and of
the newest known. A kind that they do not know is a fault, and so is a key that stands twice, which
YAML readers commonly let pass.
"""

import pathlib
import subprocess
import sys
import tempfile

import kubernetes_validate
import yaml

VERSIONS = ("1.33.0", "1.37.0")
EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples/cluster/kubernetes"

# Each is a mistake as a person makes it: what it is, the file, the right words and the wrong ones, and
# what has to be said of it.
PLANTED = [
    ("a misspelt field", "shards.yaml", "backoffLimitPerIndex:", "backoffLimitsPerIndex:", "'backoffLimitsPerIndex'"),
    ("a field at the wrong depth", "shards.yaml", "  completions: 4\n", "  completions: 4\n  restartPolicy: Never\n", "'restartPolicy'"),
    ("a word for a number", "shards.yaml", "completions: 4", "completions: four", "'four'"),
    ("a number for a text", "shards.yaml", 'value: "4"', "value: 4", "env.0.value"),
    ("a kind that is none", "shards.yaml", "kind: Job", "kind: Jobs", "kind Jobs"),
    ("a name left out", "shards.yaml", "        - name: leaflet\n", "        - tty: false\n", "'name'"),
    ("a key that stands twice", "shards.yaml", "  parallelism: 4\n", "  parallelism: 4\n  parallelism: 2\n", "twice"),
    ("another number of shards", "shards.yaml", "completions: 4", "completions: 5", "LEAFLET_SHARDS"),
    ("a restart without tries", "shards.yaml", "restartPolicy: Never", "restartPolicy: OnFailure", "restartPolicy Never"),
    ("a pod as root", "join.yaml", "runAsNonRoot: true", "runAsNonRoot: false", "root"),
    ("a disk that is written", "join.yaml", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "may write"),
    ("a network that is open", "place.yaml", "    - Egress\n", "", "lets something in or out"),
    ("a misspelt field of a policy", "place.yaml", "policyTypes:", "policyType:", "'policyType'"),
]


class NoKeyTwice(yaml.SafeLoader):
    """Reads YAML and refuses a map in which a key stands twice."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            word = self.construct_object(key, deep=True)
            if word in seen:
                raise yaml.constructor.ConstructorError(None, None, f"`{word}` stands twice", key.start_mark)
            seen.add(word)
        return super().construct_mapping(node, deep)


def faults(text):
    """Everything that is wrong with the manifests of one file."""
    try:
        documents = [each for each in yaml.load_all(text, Loader=NoKeyTwice) if each]
    except yaml.YAMLError as broken:
        return [" ".join(str(broken).split())]
    found = [] if documents else ["there is no manifest in it"]
    for document in documents:
        against_schema = list(schema_faults(document))
        found += against_schema
        # The rules below take for granted what the schema demands.
        if not against_schema:
            found += rule_faults(document)
    return found


def schema_faults(document):
    for version in VERSIONS:
        try:
            kubernetes_validate.validate(document, version, strict=True)
        except kubernetes_validate.ValidationError as fault:
            place = ".".join(str(step) for step in fault.path)
            yield f"Kubernetes {version}: {place}: {fault.message}"
        except kubernetes_validate.SchemaNotFoundError as fault:
            yield f"Kubernetes {version}: {fault.message}"
        except (KeyError, TypeError, AttributeError):
            yield f"Kubernetes {version}: this is no manifest: it has no apiVersion or no kind"


def rule_faults(document):
    """What the server or these examples demand and a schema cannot say."""
    if document["kind"] == "NetworkPolicy":
        spec = document["spec"]
        if set(spec.get("policyTypes", [])) != {"Ingress", "Egress"} or "egress" in spec or "ingress" in spec:
            yield "NetworkPolicy: it lets something in or out"
    if document["kind"] == "Job":
        yield from job_faults(document["spec"])


def job_faults(job):
    pod = job["template"]["spec"]
    if pod.get("restartPolicy") != "Never":
        yield "Job: a limit for each index and a failure policy need restartPolicy Never"
    if pod.get("automountServiceAccountToken") is not False:
        yield "Job: the pod gets a token of the cluster"
    if not pod.get("securityContext", {}).get("runAsNonRoot"):
        yield "Job: the pod may run as root"
    for container in pod["containers"]:
        context = container.get("securityContext", {})
        if not context.get("readOnlyRootFilesystem") or context.get("allowPrivilegeEscalation") is not False:
            yield "Job: the container may write to its image or gain rights"
        shards = [each["value"] for each in container.get("env", []) if each["name"] == "LEAFLET_SHARDS"]
        if job.get("completionMode") == "Indexed" and shards != [str(job.get("completions"))]:
            yield "Job: LEAFLET_SHARDS is not the number of completions"


def check(paths):
    right = True
    for path in paths:
        found = faults(path.read_text(encoding="utf-8"))
        for fault in found:
            print(f"fault\t{path.name}\t{fault}")
        if not found:
            print(f"right\t{path.name}\tKubernetes {' and '.join(VERSIONS)}")
        right = right and not found
    return right


def check_shards():
    """Whether the pod of each index asks for its own shard."""
    (job,) = yaml.safe_load_all((EXAMPLES / "shards.yaml").read_text(encoding="utf-8"))
    (container,) = job["spec"]["template"]["spec"]["containers"]
    given = {each["name"]: each["value"] for each in container["env"]}
    asked = []
    with tempfile.TemporaryDirectory() as folder:
        stand_in = pathlib.Path(folder) / "leaflet"
        stand_in.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
        stand_in.chmod(0o700)
        for index in range(job["spec"]["completions"]):
            # What Kubernetes sets for the pod of an index.
            environment = {"PATH": f"{folder}:/usr/bin:/bin", "JOB_COMPLETION_INDEX": str(index), **given}
            done = subprocess.run(
                container["command"], env=environment, capture_output=True, text=True, check=False
            )
            words = done.stdout.splitlines()
            asked.append(words[words.index("--shard") + 1] if "--shard" in words else done.stderr)
    right = asked == [f"{shard}/4" for shard in range(1, 5)]
    print(f"{'right' if right else 'fault'}\tshards.yaml\tthe pods ask for {' '.join(asked)}")
    return right


def prove():
    """Whether every planted mistake is caught."""
    caught = True
    for what, name, good, bad, said in PLANTED:
        text = (EXAMPLES / name).read_text(encoding="utf-8")
        if good not in text:
            print(f"fault\t{name}\tthere is no place to plant {what}")
            caught = False
            continue
        found = [fault for fault in faults(text.replace(good, bad, 1)) if said in fault]
        if found:
            print(f"caught\t{name}\t{what}: {found[0]}")
        else:
            print(f"fault\t{name}\t{what} is not caught")
            caught = False
    return caught


def main(arguments):
    if arguments:
        return 0 if check([pathlib.Path(each) for each in arguments]) else 1
    examples = sorted(EXAMPLES.glob("*.yaml"))
    results = [bool(examples), check(examples), check_shards(), prove()]
    return 0 if all(results) else 1


sys.exit(main(sys.argv[1:]))
