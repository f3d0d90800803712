import { PodLife } from './pod-life';

/** The name of a controller in reports: `Deployment shop/web`. */
export function controllerName(kind: string, namespace: string | undefined, name: string): string {
  return `${kind} ${namespace}/${name}`;
}

/** Pods of these controllers. */
export function podsOf(
  controllers: readonly { readonly kind: string; readonly name: string }[], namespace: string, lives: readonly PodLife[],
): PodLife[] {
  const names = new Set(controllers.map(({ kind, name }) => controllerName(kind, namespace, name)));
  return lives.filter(({ controller }) => names.has(controller));
}
