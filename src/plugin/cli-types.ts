/**
 * What the plugin needs of the types of `cdk8s-cli/plugins`, by structure. Those themselves would make every user of
 * the library install the CLI, and its modules are found by the newer ways of resolution only.
 */

export interface ViolatingResource {
  readonly resourceName: string;
  readonly locations: readonly string[];
  readonly manifestPath: string;
}

export interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly ViolatingResource[];
}

export interface Report {
  addViolation(violation: Violation): void;
  submit(status: 'success' | 'failure', metadata?: { readonly [key: string]: string }): void;
}

export interface Context {
  readonly manifests: readonly string[];
  readonly report: Report;
}
