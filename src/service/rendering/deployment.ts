import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { CountOrPercent } from '../../lifecycle';
import { NewerFields } from '../../newer-fields';
import { Ports } from '../derivation/ports';
import { requestsOf } from '../derivation/resources';
import { Plan } from '../plan';
import { StatedProps } from '../stated-props';
import { completeDeployment } from './deployment-completion';
import { metadataOf } from './metadata';

/** cdk8s-plus' Deployment, with the plan's numbers and all props that are passed through. */
export function renderDeployment(scope: Construct, plan: Plan, props: StatedProps): kplus.Deployment {
  const { identity, rollout, scaling, stop } = plan;
  const metadata = metadataOf(identity, identity.name);
  const deployment = new DeploymentWithSidecars(scope, 'Deployment', {
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...plan.intent } },
    podMetadata: { labels: identity.podLabels, annotations: identity.podAnnotations },
    select: false,
    replicas: scaling.replicas,
    strategy: kplus.DeploymentStrategy.rollingUpdate({
      maxSurge: percentOrAbsolute(rollout.maxSurge),
      maxUnavailable: percentOrAbsolute(rollout.maxUnavailable),
    }),
    minReady: Duration.seconds(rollout.minReady),
    progressDeadline: Duration.seconds(rollout.progressDeadline),
    terminationGracePeriod: Duration.seconds(stop.gracePeriod),
    containers: [applicationContainer(plan, props)],
    initContainers: plan.helpers.init,
    volumes: props.volumes && [...props.volumes],
    securityContext: props.podSecurityContext,
    serviceAccount: props.serviceAccount,
    automountServiceAccountToken: props.automountServiceAccountToken,
    dns: props.dns && copyOf(props.dns),
    hostAliases: props.hostAliases,
  });
  deployment.sidecars.push(...plan.helpers.sidecars.map(sidecar => new kplus.Container(sidecar)));
  deployment.select(kplus.LabelSelector.of({ labels: identity.selectorLabels }));
  // cdk8s-plus labels pods with a hash of the construct's path: moving the construct would restart them all.
  deployment.podMetadata.addLabel(kplus.Pod.ADDRESS_LABEL, identity.podLabels[kplus.Pod.ADDRESS_LABEL]);
  if (props.isolate) { deployment.connections.isolate(); }
  const pullSecrets = [...props.imagePullSecrets ?? []];
  NewerFields._complete(deployment, manifest => completeDeployment(manifest, plan, pullSecrets, scope.node.path));
  return deployment;
}

function applicationContainer({ identity, ports }: Plan, props: StatedProps): kplus.ContainerProps {
  return {
    name: identity.containerName,
    image: props.image,
    ports: portsOf(ports),
    command: props.command && [...props.command],
    args: props.args && [...props.args],
    workingDir: props.workingDir,
    // Copies: cdk8s-plus adds to the objects that it is given, and the same props may be used for another service.
    envVariables: { ...props.envVariables },
    envFrom: [...props.envFrom ?? []],
    volumeMounts: [...props.volumeMounts ?? []],
    imagePullPolicy: props.imagePullPolicy ?? kplus.ImagePullPolicy.IF_NOT_PRESENT,
    resources: requestsOf(props.resources),
    securityContext: props.securityContext,
    lifecycle: props.postStart && { postStart: props.postStart },
  };
}

function portsOf({ main, extra }: Ports): kplus.ContainerPort[] {
  return main ? [{ name: main.portName, number: main.port, protocol: kplus.Protocol.TCP }, ...extra] : extra;
}

function copyOf({ nameservers, searches, options, ...dns }: kplus.PodDnsProps): kplus.PodDnsProps {
  return {
    ...dns,
    nameservers: nameservers
    && [...nameservers],
    searches: searches && [...searches],
    options: options && [...options],
  };
}

function percentOrAbsolute(value: CountOrPercent): kplus.PercentOrAbsolute {
  return typeof value === 'number' ? kplus.PercentOrAbsolute.absolute(value) : kplus.PercentOrAbsolute.percent(Number.parseInt(value, 10));
}

/** Sidecars are init containers that may have probes, which `addInitContainer` refuses. */
class DeploymentWithSidecars extends kplus.Deployment {
  public readonly sidecars: kplus.Container[] = [];

  public get initContainers(): kplus.Container[] {
    return [...this.sidecars, ...super.initContainers];
  }
}
