import { Container, groupOf, keyOf, ManifestObject, ManifestSet, Workload } from '../../manifests';
import { permissionsOf } from '../identity/role-rules';
import { perCluster } from '../memoize';
import { wordsOf } from '../pod/containers';
import { Environment, environmentOf, VariableSource } from '../pod/environment';

/** Why a ConfigMap or a Secret must keep its name. */
export interface FixedName {
  /** For a sentence: `Argo CD finds it by that name`. */
  readonly because: string;
  /** The program that applies new content of mounted files by itself; undefined if none is known to. */
  readonly watcher?: string;
}

interface Program {
  readonly called: string;
  /** Names that it finds, and whose mounted files it applies without a restart. */
  readonly watched: readonly string[];
  /** Names that it finds, and that it reads only when it starts. */
  readonly read?: readonly string[];
}

/**
 * Programs that find their configuration by its name in the API server, or that others find by it.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#atomic-configuration
 * @see https://coredns.io/plugins/reload/
 * @see https://istio.io/latest/docs/reference/commands/pilot-discovery/
 */
const PROGRAMS: readonly Program[] = [
  {
    called: 'Argo CD',
    watched: [
      'argocd-cm', 'argocd-rbac-cm', 'argocd-ssh-known-hosts-cm', 'argocd-tls-certs-cm', 'argocd-gpg-keys-cm', 'argocd-notifications-cm',
      'argocd-secret', 'argocd-notifications-secret',
    ],
    read: ['argocd-cmd-params-cm'],
  },
  { called: 'Istio', watched: ['istio', 'istio-sidecar-injector', 'istio-ca-root-cert', 'cacerts'] },
  { called: 'Linkerd', watched: [], read: ['linkerd-config', 'linkerd-identity-trust-roots'] },
  { called: 'Cilium', watched: [], read: ['cilium-config'] },
  { called: 'CoreDNS', watched: ['coredns', 'coredns-custom', 'node-local-dns'] },
  { called: 'ingress-nginx', watched: ['ingress-nginx-controller'] },
  { called: 'the cluster autoscaler', watched: ['cluster-autoscaler-priority-expander'] },
  { called: 'the monitoring of OpenShift', watched: ['cluster-monitoring-config', 'user-workload-monitoring-config'] },
  {
    called: 'Kubernetes',
    watched: ['kube-root-ca.crt', 'extension-apiserver-authentication', 'aws-auth', 'cluster-info', 'ip-masq-agent'],
    read: ['kube-proxy', 'kubeadm-config', 'kubelet-config', 'amazon-vpc-cni', 'calico-config', 'kube-flannel-cfg'],
  },
];

const KNOWN = new Map<string, FixedName>(PROGRAMS.flatMap(({ called, watched, read = [] }) => {
  const because = `${called} finds it by that name`;
  return [
    ...watched.map(name => [name, { because, watcher: called }] as const),
    ...read.map(name => [name, { because }] as const),
  ];
}));

/** Why another name would hide a ConfigMap or a Secret from a program; undefined if only pods of the manifests refer to it, as far as known. */
export function fixedNameOf(config: ManifestObject, manifests: ManifestSet): FixedName | undefined {
  const { kind, namespace, name } = config;
  return KNOWN.get(name)
    ?? (namesTold(manifests).has(keyOf(namespace, name)) ? { because: 'an argument or a variable of a container names it' } : undefined)
    ?? (namesPermitted(manifests).has(keyOf(`${kind.toLowerCase()}s`, namespace, name)) ? { because: 'a Role allows access to it by that name' } : undefined);
}

/** Words of arguments such as `--configmap=$(POD_NAMESPACE)/settings`. */
const namesTold = perCluster(manifests => {
  const read = new Set<VariableSource>();
  return new Set(manifests.workloads.flatMap(workload => workload.containers
    .flatMap(container => [
      ...inOptions(workload, container),
      ...inVariables(environmentOf(workload, container, manifests), read),
    ])
    .map(text => keyOf(workload.namespace, text.slice(text.lastIndexOf('/') + 1)))));
});

function inOptions(workload: Workload, container: Container): string[] {
  return wordsOf(workload, container)
    .flatMap((word, i, words) => OPTION.test(word) ? word.split('=')[1] ?? words[i + 1] ?? [] : []);
}

/** The values of a source that was read completely, in the same namespace, are known. */
function inVariables({ sources, sourceOf }: Environment, read: Set<VariableSource>): string[] {
  return sources.filter(source => !read.has(source)).flatMap(source => {
    const names = source.matching(VARIABLE);
    const effective = names.filter(name => sourceOf(name) === source);
    if (effective.length === names.length) { read.add(source); }
    return effective.flatMap(name => source.values.get(name) ?? []);
  });
}

const OPTION = /^--?[\w.-]*(?:config-?map|secret|services)[\w.-]*(?:=|$)/;
const VARIABLE = /CONFIG|SECRET/;

const namesPermitted = perCluster(({ objects }) => new Set(objects
  .filter(object => object.kind === 'Role' && groupOf(object) === 'rbac.authorization.k8s.io')
  .flatMap(role => permissionsOf(role).flatMap(({ group, resource, name }) => group === '' && name !== undefined ? [keyOf(resource, role.namespace, name)] : []))));
