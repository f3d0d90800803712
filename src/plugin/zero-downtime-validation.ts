import type { Context } from './cli-types';
import type { PluginProperties } from './plugin-properties';

/**
 * Checks the output of `cdk8s synth` by the rules of `cdk8s-zero-downtime check`. It is listed in the `validations` of a
 * cdk8s.yaml; see docs/check.md.
 *
 * @internal
 */
export class ZeroDowntimeValidation {
  private readonly properties: PluginProperties;

  public constructor(properties?: { readonly [name: string]: unknown }) {
    this.properties = validating().pluginProperties(properties);
  }

  public async validate(context: Context): Promise<void> {
    validating().validate(context, this.properties);
  }
}

/** Loads the rules only when they are needed, so that an import of the constructs stays fast. */
function validating(): typeof import('./validating') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./validating');
}
