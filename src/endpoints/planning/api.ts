import { Contract } from '../../contracts/contract';
import { NamedBy, AnnouncedRetirement } from '../../intent/api-versions';
import { ZeroDowntimeService } from '../../service/zero-downtime-service';
import { RouterChoice } from '../choices/router';

/** One version as it is routed. */
export interface Version {
  readonly name: string;
  readonly service: ZeroDowntimeService;
  readonly retirement?: AnnouncedRetirement;
  readonly stripPrefix: boolean;
  /** The contract as it is recorded. */
  readonly contract?: Contract;
  readonly canary?: { readonly service: ZeroDowntimeService; readonly weight: number };
}

/** The settings of all versions of an API. */
export interface Api {
  readonly name: string;
  /** Undefined if the chart states none. */
  readonly namespace?: string;
  readonly host: string;
  /** Without a slash at its end; empty for the root. */
  readonly basePath: string;
  readonly by: NamedBy;
  readonly default?: string;
  readonly router: RouterChoice;
  readonly abilities: Abilities;
}

/** The name of the service of a version, unless its props state one. */
export function serviceNameOf({ name }: Api, version: string): string {
  return `${name}-${version.replace(/\./g, '-')}`;
}

/** What the router of an API can do. */
export interface Abilities {
  readonly setsResponseHeaders: boolean;
  readonly rewritesPaths: boolean;
  readonly matchesHeaders: boolean;
  readonly splitsByWeight: boolean;
  /** Whether a route may send to a Service of another namespace, once a ReferenceGrant allows it. */
  readonly crossesNamespaces: boolean;
  readonly namesRules: boolean;
}
