import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { NewerFields } from '../newer-fields';
import { checkCounted, checkedAlert } from './checks/alert';
import { apiOf } from './checks/api-props';
import { overlapWith } from './checks/between-apis';
import { checkVersions } from './checks/between-versions';
import { checkExposure, checkNamespace } from './checks/fitting-service';
import { takenNames } from './checks/taken-names';
import { checkServiceName, checkVersionName, describedVersion } from './checks/version-options';
import { Api, serviceNameOf, Version } from './planning/api';
import { exposureOf } from './planning/router-exposure';
import { rulesOf, VersionRule } from './planning/rules';
import { ApiVersionOptions, StillUsedAlertOptions, VersionedApiProps } from './props';
import { versionAnnotations } from './rendering/annotations';
import { httpRouteSpec } from './rendering/http-route';
import { ingressSpec } from './rendering/ingress';
import { grantReference } from './rendering/reference-grants';
import { stillUsedSpec } from './rendering/still-used-alert';
import { tellByApplication } from './rendering/told-by-application';
import { inCallersLanguage } from '../service/checks/callers-language';
import { checkedId } from '../service/checks/construct-id';
import { formatValue } from '../service/checks/format-value';
import { describe, PropErrors } from '../service/checks/prop-errors';
import { checkReadable } from '../service/checks/readable';
import { isRecord } from '../service/checks/type-guards';
import { renderContract } from '../service/rendering/contract';
import { sortKeys } from '../service/sort-keys';
import { ZeroDowntimeService } from '../service/zero-downtime-service';

/**
 * An API whose versions run side by side behind one host, each in a service that is updated by itself. The retirement of an old version is announced to
 * its clients, and the version is routed until its sunset: `diff` reports a release that removes it earlier as an error.
 *
 * All versions are in one route, so that the versions and the default change together.
 *
 * @example
 * const orders = new VersionedApi(chart, 'orders', {
 *   host: 'api.example.com',
 *   router: Router.httpRoute({ gateway: 'public', implementation: GatewayImplementation.envoy() }),
 *   defaultVersion: 'v1',
 * });
 * orders.addVersion('v1', {
 *   serviceProps: { image, healthCheck },
 *   retirement: Retirement.announced({ deprecated: '2026-12-01', sunset: '2027-06-30', successor: 'v2' }),
 * });
 * orders.addVersion('v2', { serviceProps: { image, healthCheck } });
 */
export class VersionedApi extends Construct {
  private readonly api: Api;
  private readonly errors: PropErrors;
  private readonly namespace?: string;
  private readonly labels: { [key: string]: string };
  private readonly annotations: { [key: string]: string };
  private readonly versions: Version[] = [];
  private readonly added: ApiObject[] = [];
  private hasAlert = false;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name of the route, unless `name` is given
   * @throws if a prop has a value that cannot work, with the construct path, what is allowed and what users would notice
   */
  constructor(scope: Construct, id: string, props: VersionedApiProps) {
    super(scope, checkedId(scope, id, "new VersionedApi(chart, 'orders', { … })"));
    if (typeof props === 'object' && props !== null) { checkReadable(this.node.path, props); }
    if (!isRecord(props)) { throw new Error(describe(this.node.path, { prop: 'props', given: props, ...LEAST })); }
    this.errors = new PropErrors(this.node.path);
    this.namespace = props.namespace;
    this.api = apiOf(this.errors, id, props, Chart.of(this).namespace, new.target !== VersionedApi);
    this.labels = { ...isRecord(props.labels) ? props.labels : {} };
    this.annotations = { ...isRecord(props.annotations) ? props.annotations : {} };
    if (!this.isRoutedByHost) { this.addRoute('Route', this.api.name, rules => rules); }
    if (this.isRoutedByHost && this.api.default !== undefined) { this.addRoute('Route', this.api.name, byHost(this.api.host)); }
    this.node.addValidation({ validate: () => this.problems() });
  }

  /**
   * The HTTPRoute or the Ingress. Use JSON patches on it for fields without a prop; its rules are in the order of their versions, so that
   * the index of a rule changes when a version is added or removed.
   *
   * @throws with versions by host, `Router.httpRoute` and no `defaultVersion`: each version then has a route of its own (see `routes`)
   */
  public get route(): ApiObject {
    const route = this.node.tryFindChild('Route') as ApiObject | undefined;
    if (route) { return route; }
    throw new Error(`[${this.node.path}] there is no single route: with VersionBy.host() each version has its own. Remedy: use 'routes'.`);
  }

  /** All routes: one, or with versions by host and `Router.httpRoute` one for each host. */
  public get routes(): ApiObject[] {
    return [...this.added];
  }

  /**
   * Adds a version.
   *
   * @param version such as `v1`
   * @returns its service
   * @throws if no service can be returned; mistakes between versions are reported at synth
   */
  public addVersion(version: string, options: ApiVersionOptions): ZeroDowntimeService {
    checkVersionName(this.errors, version, this.versions.map(({ name }) => name), this.api.by);
    const at = `addVersion(${typeof version === 'string' ? `'${version}'` : formatValue(version)})`;
    if (typeof options === 'object' && options !== null) { checkReadable(this.node.path, options, at); }
    const described = describedVersion(this.errors, at, options, this.api);
    checkServiceName(this.errors, at, version, options, this.api);
    // Without a service there is nothing to return.
    if (this.errors.has('addVersion (version)', at)) { this.errors.throwIfAny(); }
    const service = this.serviceOf(version, options);
    const added: Version = { name: version, service, ...described };
    this.versions.push(added);
    this.checkReached(`${at}.service`, service);
    if (added.canary) { this.checkReached(`${at}.canary.service`, added.canary.service); }
    if (this.isRoutedByHost) { this.addRoute(`Route-${version}`, `${this.api.name}-${version}`, byHost(`${version}.${this.api.host}`)); }
    this.recordContract(added);
    tellByApplication(this.errors, this.api, added);
    return service;
  }

  /**
   * Writes a PrometheusRule with the alert `ApiVersionStillUsed` for each retired version, which fires while clients still call it.
   *
   * @see https://prometheus-operator.dev/docs/developer/alerting/
   * @throws at synth, if the service of such a version serves another one as well, whose requests would count
   */
  public alertWhenStillUsed(options: StillUsedAlertOptions): ApiObject {
    if (typeof options === 'object' && options !== null) { checkReadable(this.node.path, options, 'alertWhenStillUsed'); }
    const used = checkedAlert(this.errors, options);
    this.errors.throwIfAny();
    this.hasAlert = true;
    const { name, namespace } = this.api;
    const labels = options.ruleLabels ?? this.labels;
    const rule = new ApiObject(this, 'StillUsed', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: `${name}-versions`, ...namespace !== undefined && { namespace }, labels },
      spec: {},
    });
    NewerFields._complete(rule, manifest => { manifest.spec = sortKeys(stillUsedSpec(this.api, this.versions, used)); });
    return rule;
  }

  private checkReached(prop: string, service: ZeroDowntimeService): void {
    checkExposure(this.errors, prop, service, this.api);
    checkNamespace(this.errors, prop, service, this.api);
    if (this.api.router.kind === 'httpRoute') { grantReference(this, this.api, service); }
  }

  // The hosts of an HTTPRoute apply to all its rules.
  private get isRoutedByHost(): boolean {
    return this.api.by.kind === 'host' && this.api.router.kind === 'httpRoute';
  }

  private serviceOf(version: string, { service, serviceProps }: ApiVersionOptions): ZeroDowntimeService {
    if (service !== undefined) { return service; }
    const exposure = serviceProps!.exposure ?? (this.errors.has('router') ? undefined : exposureOf(this.api.router));
    const name = serviceProps!.name ?? serviceNameOf(this.api, version);
    const namespace = serviceProps!.namespace ?? (this.errors.has('namespace') ? undefined : this.namespace);
    const own = { name, ...exposure && { exposure }, ...namespace !== undefined && { namespace } };
    return new ZeroDowntimeService(this, version, { ...serviceProps!, ...own });
  }

  private addRoute(id: string, name: string, own: (rules: VersionRule[]) => VersionRule[]): void {
    const { router, namespace } = this.api;
    const route = new ApiObject(this, id, {
      ...KINDS[router.kind],
      metadata: { name, ...namespace !== undefined && { namespace }, labels: this.labels },
      spec: {},
    });
    this.added.push(route);
    // Versions are added later.
    NewerFields._complete(route, manifest => {
      const rules = own(rulesOf(this.api, this.versions));
      const annotations = router.kind === 'ingress' ? router.options.annotations : {};
      manifest.metadata.annotations = sortKeys({
        ...annotations, ...this.annotations, ...manifest.metadata.annotations, ...versionAnnotations(this.api, rules),
      });
      const spec = router.kind === 'ingress' ? ingressSpec(router.options, rules) : httpRouteSpec(this.api, router.options, rules);
      manifest.spec = sortKeys(spec);
    });
  }

  private recordContract({ name: version, contract }: Version): void {
    if (!contract) { return; }
    const { name, router, namespace } = this.api;
    const of = `${KINDS[router.kind].kind}/${this.isRoutedByHost ? `${name}-${version}` : name}`;
    renderContract(this, `Contract-${version}`, { api: name, of, version }, contract, { namespace, labels: this.labels, annotations: this.annotations });
  }

  private problems(): string[] {
    checkVersions(this.errors, this.api, this.versions);
    if (this.hasAlert) { checkCounted(this.errors, this.versions); }
    const wrong = this.errors.all();
    if (wrong.length > 0) { return wrong; }
    const chart = Chart.of(this);
    const children = chart.node.findAll().filter(child => Chart.of(child) === chart);
    const others = children.filter((child): child is VersionedApi => child instanceof VersionedApi && child !== this)
      .map(({ node: { path }, api, versions }) => ({ path, api, versions }));
    const named = takenNames(this.node.children.filter(ApiObject.isApiObject), children.filter(ApiObject.isApiObject));
    const own = { path: this.node.path, api: this.api, versions: this.versions };
    return [...named, ...overlapWith(own, others)].map(inCallersLanguage);
  }
}

const KINDS = {
  httpRoute: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' },
  ingress: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
};

const LEAST = {
  allowed: 'an object with at least host and router',
  because: 'Requests reach no version.',
  remedy: "write { host: 'api.example.com', router: Router.ingress({ className: 'nginx' }) }",
};

function byHost(host: string): (rules: VersionRule[]) => VersionRule[] {
  return rules => rules.filter(rule => rule.host === host);
}
