import { meshProxyStartsLate } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = meshProxyStartsLate;
const MESSAGE = 'The containers do not wait for the proxy of the mesh: their calls fail until it is ready.';

function pods(annotations: string): string {
  return `kind: Deployment\nspec: { template: { metadata: { annotations: { ${annotations} } } } }\n`;
}

const CLASSIC = 'sidecar.istio.io/inject: "true", sidecar.istio.io/nativeSidecar: "false"';

test('with Istio, containers wait only if they are told to', () => {
  expect(verdictsOn(rule, pods(CLASSIC))[0].violations).toMatchObject([{
    path: ['spec', 'template', 'metadata', 'annotations', 'proxy.istio.io/config'],
    message: MESSAGE,
    fix: "Set spec.template.metadata.annotations['proxy.istio.io/config'] to \"holdApplicationUntilProxyStarts: true\".",
  }]);
  expect(messagesOn(rule, pods(`${CLASSIC}, proxy.istio.io/config: "holdApplicationUntilProxyStarts: true"`))).toEqual([]);
  expect(messagesOn(rule, pods(`${CLASSIC}, proxy.istio.io/config: "holdApplicationUntilProxyStarts: false"`))).toEqual([MESSAGE]);
});

test('with Linkerd, containers wait unless they are told not to', () => {
  expect(messagesOn(rule, pods('linkerd.io/inject: enabled'))).toEqual([]);
  expect(verdictsOn(rule, pods('linkerd.io/inject: enabled, config.linkerd.io/proxy-await: disabled'))[0].violations).toMatchObject([{
    path: ['spec', 'template', 'metadata', 'annotations', 'config.linkerd.io/proxy-await'],
    message: MESSAGE,
    fix: "Remove spec.template.metadata.annotations['config.linkerd.io/proxy-await'].",
  }]);
});

test('a native sidecar is ready before the containers start', () => {
  expect(messagesOn(rule, pods('sidecar.istio.io/inject: "true"'), { kubernetesMinor: 33 })).toEqual([]);
  expect(messagesOn(rule, pods('sidecar.istio.io/inject: "true"'), { kubernetesMinor: 32 })).toEqual([MESSAGE]);
});

test('does not apply without a mesh', () => {
  expect(appliesTo(rule, '')).toBe(false);
});
