import { Duration } from 'cdk8s';
import { Handler } from 'cdk8s-plus-27';
import { AnyProps, expectRefusal, manifestsOf } from './refusal';

test('fails when the postStart hook sleeps for longer than a start takes', () => {
  expectRefusal({ postStart: Handler.fromCommand(['sh', '-c', 'sleep 300']) }, {
    prop: 'postStart',
    given: 'a hook of 300 s',
    allowed: "a hook that ends within 'startupTime' (60 s)",
    because: 'No pod is ready before the hook has ended',
    remedy: 'give startupTime: Duration.seconds(300) or more',
  });
});

test.each([
  ['as long as a start', Handler.fromCommand(['sleep', '60'])],
  ['of unknown length', Handler.fromCommand(['/warm-up'])],
  ['that is an HTTP request', Handler.fromHttpGet('/warm-up')],
])('takes a postStart hook %s', (_, postStart) => {
  expect(manifestsOf({ postStart })).toContain('postStart:\n');
});

test('takes a long postStart hook that startupTime includes', () => {
  const yaml = manifestsOf({ postStart: Handler.fromCommand(['sleep', '300']), startupTime: Duration.seconds(300) });
  expect(yaml).toContain('progressDeadlineSeconds: 629\n');
});

test.each<[string, AnyProps, string]>([
  ['after the start', { postStart: Handler.fromTcpSocket() }, 'postStart'],
  ['before the stop of a sidecar', {
    sidecars: [{ name: 'proxy', image: 'registry.example.com/proxy:1', lifecycle: { preStop: Handler.fromTcpSocket({ port: 9000 }) } }],
  }, 'sidecars[0].lifecycle.preStop'],
])('fails when a hook %s opens a connection', (_, props, prop) => {
  expectRefusal(props, {
    prop,
    given: 'Handler.fromTcpSocket',
    allowed: 'Handler.fromCommand or Handler.fromHttpGet',
    because: 'The kubelet cannot run it: the hook fails, and the container is killed, or gets SIGTERM at once.',
    remedy: 'use one of them, or leave the hook out',
  });
});
