/**
 * A structural copy of the types of `cdk8s-cli/plugins` that the plugin needs. With the originals, every user of the library
 * would have to install the CLI, and its modules require one of the newer `moduleResolution` settings.
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
