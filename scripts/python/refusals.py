# Mistakes of a program in Python, and what it is told: scripts/python-parity.sh runs this with the wheel that it has built.
import cdk8s_plus_27 as kplus
from cdk8s import App, Chart, Duration
from cdk8s_zero_downtime import Autoscaling, DisruptionPolicy, Exposure, HealthCheck, PreStop, ZeroDowntimeService

GOOD = {"image": "registry.example.com/my-svc:1.4.2", "health_check": HealthCheck.http("/healthcheck")}


def percent(number):
    return kplus.PercentOrAbsolute.percent(number)


def told(props):
    """What is said about a service with these props; nothing if it is synthesized."""
    app = App()
    chart = Chart(app, "prod")
    try:
        ZeroDowntimeService(chart, "my-svc", **{**GOOD, **(props() if callable(props) else props)})
        app.synth_yaml()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


# What the library refuses, in the names of Python: the mistake, parts of the message, and props that follow it, which are accepted.
OURS = [
    ({"startup_time": Duration.millis(1500)},
     ["'startup_time' is 1.5 s.", "such as Duration.seconds(2)."],
     {"startup_time": Duration.seconds(2)}),
    ({"replicas": 2.5},
     ["'replicas' is 2.5. Allowed: a whole number from 1."],
     {"replicas": 3}),
    ({"replicas": 1, "exposure": Exposure.aws_alb()},
     ["'replicas' is 1.", "acknowledge={'single-replica': '…'}."],
     {"replicas": 1, "exposure": Exposure.aws_alb(), "acknowledge": {"single-replica": "…"}}),
    ({"autoscaling": {"min_replicas": 4, "max_replicas": 2}},
     ["'autoscaling.max_replicas' is 2."],
     {"autoscaling": {"min_replicas": 4, "max_replicas": 4}}),
    ({"autoscaling": Autoscaling(max_replicas=4), "replicas": 3},
     ["leave out 'replicas' and set 'autoscaling.min_replicas'."],
     {"autoscaling": Autoscaling(max_replicas=4, min_replicas=3)}),
    ({"autoscaling": Autoscaling(max_replicas=4, target_cpu_utilization=0.7)},
     ["'autoscaling.target_cpu_utilization' is 0.7."],
     {"autoscaling": Autoscaling(max_replicas=4, target_cpu_utilization=70)}),
    ({"max_surge": percent(-5)},
     ["'max_surge' is \"-5%\". Allowed: PercentOrAbsolute.absolute(…)"],
     {"max_surge": percent(5)}),
    ({"max_unavailable": percent(50)},
     ["leave max_unavailable out for 0.", "acknowledge={'max-unavailable-too-high': '…'}."],
     {"max_unavailable": percent(50), "acknowledge": {"max-unavailable-too-high": "…"}}),
    ({"disruption": DisruptionPolicy.min_available(percent(100))},
     ["'disruption (DisruptionPolicy.min_available)'", "DisruptionPolicy.one_at_a_time()",
      "DisruptionPolicy.block_evictions(reason=…)"],
     {"disruption": DisruptionPolicy.block_evictions(reason="…")}),
    ({"pre_stop": PreStop.http_get("stop", takes=Duration.seconds(20))},
     ["'pre_stop (PreStop.http_get)' is \"stop\".", "write '/stop'."],
     {"pre_stop": PreStop.http_get("/stop", takes=Duration.seconds(20))}),
    ({"exposure": Exposure.custom(deregistration_delay=Duration.seconds(0))},
     ["'exposure (Exposure.custom).deregistration_delay' is 0 s.", "give at least Duration.seconds(1)."],
     {"exposure": Exposure.custom(deregistration_delay=Duration.seconds(1))}),
    ({"security_context": {"user": 0}},
     ["set 'security_context.ensure_non_root' to False."],
     {"security_context": {"user": 0, "ensure_non_root": False}}),
    ({"sidecars": [{"image": "registry.example.com/proxy:1.2.3"}]},
     ["'sidecars[0].name' is None."],
     {"sidecars": [{"image": "registry.example.com/proxy:1.2.3", "name": "proxy"}]}),
    ({"pod_labels": {"costCenter": "a b"}},
     ["'pod_labels['costCenter']' is \"a b\"."],
     {"pod_labels": {"costCenter": "a-b"}}),
]

# What Python and its checks of types refuse in a line, before the library is asked.
OF_PYTHON = [
    ({"replica": 2}, ["TypeError", "replica"]),
    ({"maxSurge": percent(25)}, ["TypeError", "maxSurge"]),
    ({"image": None}, ["TypeError", "image"]),
    ({"replicas": "2"}, ["TypeError", "replicas"]),
    ({"startup_time": "60s"}, ["TypeError", "startup_time", "Duration"]),
    ({"startup_time": 60}, ["TypeError", "startup_time", "Duration"]),
    ({"health_check": {"path": "/"}}, ["TypeError", "health_check", "HealthCheck"]),
    ({"max_surge": "25%"}, ["TypeError", "max_surge", "PercentOrAbsolute"]),
    ({"exposure": Exposure.aws_alb}, ["TypeError", "exposure", "Exposure"]),
    ({"acknowledge": ["single-replica"]}, ["TypeError", "acknowledge", "Mapping[str, str]"]),
    ({"autoscaling": {"minReplicas": 1, "maxReplicas": 3}}, ["TypeError", "minReplicas"]),
    ({"ports": [9090]}, ["TypeError", "ports", "ContainerPort"]),
    (lambda: {"health_check": HealthCheck.http("/", period=5)}, ["TypeError", "period", "Duration"]),
    (lambda: {"pre_stop": PreStop.command(["/stop"])}, ["TypeError", "takes"]),
]

# What those checks let pass, and jsii refuses in many lines. README says how to read them.
OF_JSII = [
    ({"command": "node app.js"}, ["Key 'command'", "Value is not an array"]),
    ({"replicas": True}, ["Key 'replicas'", "Value is not a number"]),
    ({"labels": {"team": 1}}, ["Key 'labels'", "Key 'team'", "Value is not a string"]),
    ({"env_variables": {"A": "b"}}, ["Key 'envVariables'", "Key 'A'", "EnvValue"]),
    ({"service_account": "default"}, ["Key 'serviceAccount'", "IServiceAccount"]),
    (lambda: {"pre_stop": PreStop.command("/stop", takes=Duration.seconds(9))}, ["PreStop.command", "Value is not an array"]),
]


def check(props, parts, library):
    """What differs from what must be said: by the library, or before it is asked, and with these parts."""
    message = told(props) or "nothing: it was synthesized"
    missing = [part for part in parts if part not in message]
    if missing or message.startswith("RuntimeError: [prod/my-svc] ") != library:
        return [f"{missing or 'another sender'} is missing in what is said of {props}:\n  {message}"]
    return []


wrong = [
    *[line for props, parts, _ in OURS for line in check(props, parts, True)],
    *[line for props, parts in OF_PYTHON + OF_JSII for line in check(props, parts, False)],
    *[f"{props} is refused:\n  {message}" for _, _, props in OURS if (message := told(props))],
]
if wrong:
    raise SystemExit("\n".join(wrong))
print(f"{len(OURS)} refusals in the names of Python, {len(OF_PYTHON)} by Python itself, {len(OF_JSII)} by jsii")
