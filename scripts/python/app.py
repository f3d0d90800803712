# The same app as app.ts, line by line: scripts/python-parity.sh compares what the two synthesize.
from cdk8s import ApiObject, App, Chart, Duration, JsonPatch, Size
import cdk8s_plus_27 as kplus
from cdk8s_zero_downtime import (
    Autoscaling, DisruptionPolicy, Exposure, GatewayImplementation, HealthCheck, KedaScaling, KedaTrigger,
    NewerFields, PreStop, ReadinessGates, RequestCount, Retirement, Router, StopSignal, VersionBy,
    VersionedApi, ZeroDowntimeService, ZeroDowntimeServiceProps, ZeroDowntimeWorker,
)

app = App()
chart = Chart(app, "parity", namespace="shop")

ZeroDowntimeService(
    chart,
    "my-svc",
    image="registry.example.com/my-svc:1.4.2",
    health_check=HealthCheck.http("/healthcheck"),
)

orders = ZeroDowntimeService(
    chart,
    "orders",
    image="registry.example.com/orders@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    port=9000,
    port_name="grpc",
    startup_time=Duration.seconds(90),
    longest_request=Duration.minutes(1),
    health_check=HealthCheck.grpc(service="orders.v1", period=Duration.seconds(3)),
    liveness_check=HealthCheck.command(["/bin/alive", "--quick"], failure_threshold=10),
    exposure=Exposure.aws_alb(),
    readiness_gates=ReadinessGates.conditions("target-health.elbv2.k8s.aws/orders"),
    pre_stop=PreStop.shell(Duration.seconds(90)),
    disruption=DisruptionPolicy.min_available(kplus.PercentOrAbsolute.percent(50)),
    autoscaling=Autoscaling(min_replicas=4, max_replicas=12, target_cpu_utilization=60, target_memory_utilization=80),
    max_surge=kplus.PercentOrAbsolute.absolute(2),
    kubernetes_version="1.31",
    labels={"example.com/team": "orders"},
    pod_annotations={"prometheus.io/scrape": "true"},
    acknowledge={"prestop-cannot-run": "The image has a shell."},
    env_variables={
        "LOG_LEVEL": kplus.EnvValue.from_value("info"),
        "PASSWORD": kplus.EnvValue.from_secret_value(
            kplus.SecretValue(secret=kplus.Secret.from_secret_name(chart, "database", "orders-database"), key="password")
        ),
    },
    resources=kplus.ContainerResources(
        cpu=kplus.CpuResources(request=kplus.Cpu.millis(250)),
        memory=kplus.MemoryResources(request=Size.mebibytes(512), limit=Size.mebibytes(512)),
    ),
    volume_mounts=[
        kplus.VolumeMount(path="/tmp", volume=kplus.Volume.from_empty_dir(chart, "temporary", "tmp", size_limit=Size.mebibytes(256)))
    ],
    security_context=kplus.ContainerSecurityContextProps(user=10001, group=10001),
    ports=[kplus.ContainerPort(name="metrics", number=9090)],
    sidecars=[kplus.ContainerProps(name="proxy", image="registry.example.com/proxy:1.23.1", port_number=6432)],
)
orders.expose_via_ingress("/orders")
ApiObject.of(orders.deployment).add_json_patch(
    JsonPatch.add("/spec/template/spec/resourceClaims", [{"name": "gpu", "resourceClaimName": "gpu"}])
)

ZeroDowntimeWorker(
    chart,
    "mailer",
    image="registry.example.com/mailer:2.3.0",
    longest_job=Duration.minutes(10),
    stop_signal=StopSignal.SIGQUIT,
    health_check=HealthCheck.command(["/app/bin/connected"]),
    disruption=DisruptionPolicy.one_at_a_time(),
    keda=KedaScaling(
        min_replicas=1,
        max_replicas=20,
        cooldown_period=Duration.minutes(10),
        triggers=[
            KedaTrigger(
                type="rabbitmq",
                metadata={"queueName": "mail", "mode": "QueueLength", "value": "5"},
                authentication="rabbitmq",
            )
        ],
    ),
)

gateway = Router.http_route(gateway="public", gateway_namespace="infra", implementation=GatewayImplementation.envoy())
shipping = VersionedApi(chart, "shipping", host="api.example.com", router=gateway, base_path="/shipping", default_version="v1")
first = shipping.add_version(
    "v1",
    service_props=ZeroDowntimeServiceProps(
        image="registry.example.com/shipping:1.9.4", health_check=HealthCheck.http("/healthcheck")
    ),
    retirement=Retirement.announced(
        deprecated="2026-12-01", sunset="2027-06-30", successor="v2", guide="https://docs.example.com/shipping/v2"
    ),
)
second = shipping.add_version(
    "v2",
    service_props=ZeroDowntimeServiceProps(
        image="registry.example.com/shipping:2.0.1", health_check=HealthCheck.http("/healthcheck")
    ),
    strip_prefix=True,
)
shipping.alert_when_still_used(requests=RequestCount.istio(), within=Duration.days(14), labels={"severity": "info"})
tracking = VersionedApi(
    chart,
    "tracking",
    host="tracking.example.com",
    router=gateway,
    version_by=VersionBy.header("API-Version"),
    labels={"example.com/team": "shipping"},
)
tracking.add_version("v1", service=first)
tracking.add_version("v2", service=second)
ApiObject.of(tracking.route).add_json_patch(JsonPatch.add("/spec/rules/0/timeouts", {"request": "30s"}))

plain = kplus.Service(
    chart,
    "plain",
    metadata={"name": "plain"},
    selector=orders.deployment,
    ports=[kplus.ServicePort(port=80, target_port=9090)],
)
NewerFields.keep(plain)
ApiObject.of(plain).add_json_patch(JsonPatch.add("/spec/trafficDistribution", "PreferClose"))

app.synth()
