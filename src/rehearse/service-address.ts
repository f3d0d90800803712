import { answerOf, Kubectl } from './kubectl';
import { listAt, mappingAt, ManifestObject, numberAt, rootOf, stringAt } from '../manifests';
import { listWords, shorten } from '../text';

/** The address of a Service inside the cluster, without DNS. */
export interface ServiceAddress {
  readonly origin: string;
  readonly resolve?: string;
}

/** The Service that gets the requests if there is no URL, or why no Service fits. */
export function serviceToCall(
  objects: readonly ManifestObject[], namespace: string,
): { readonly service: ManifestObject } | { readonly wrong: string } {
  const services = objects.filter(({ kind, apiVersion }) => kind === 'Service' && apiVersion === 'v1');
  if (services.length === 1) { return { service: services[0] }; }
  return {
    wrong: services.length === 0
      ? 'The manifests have no Service, so there is no address to send requests to. Add --url with one, besides --from-cluster.'
      : `The manifests have ${services.length} Services (${listWords(services.map(({ name }) => shorten(name)))}), but requests are sent to one. `
        + `Add --url, such as http://${shorten(services[0].name)}.${namespace}.svc/, besides --from-cluster.`,
  };
}

/** The present address of a Service. */
export async function addressOf(kubectl: Kubectl, { name }: ManifestObject): Promise<ServiceAddress> {
  const service = rootOf(JSON.parse(await answerOf(kubectl, ['get', `service/${name}`, '--output=json'])));
  const spec = mappingAt(service, ['spec']);
  const [port = 80] = listAt(spec, ['ports']).map(each => numberAt(each, ['port']));
  const ip = stringAt(spec, ['clusterIP']);
  return {
    origin: `http://${name}.${kubectl.namespace}.svc:${port}`,
    ...ip !== undefined && ip !== 'None' && ip !== '' && { resolve: ip },
  };
}
