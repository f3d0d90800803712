import { Duration } from 'cdk8s';
import { Handler } from 'cdk8s-plus-27';
import { expectRefusal, manifestsOf } from './refusal';

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
