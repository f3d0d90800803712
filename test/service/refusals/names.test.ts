import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { expectParts, expectRefusal, manifestsOf, messageOf, newService, refusalOf } from './refusal';
import { ZeroDowntimeService } from '../../../src';

const DNS_LABEL = 'at most 63 lowercase letters, digits and dashes, beginning with a letter and not ending with a dash';

const NO_NAMES: [what: string, value: any, shown: string][] = [
  ['empty', '', '""'],
  ['64 characters long', 'a'.repeat(64), `"${'a'.repeat(64)}"`],
  ['upper case', 'My-Svc', '"My-Svc"'],
  ['with an underscore', 'my_svc', '"my_svc"'],
  ['with a dot', 'my.svc', '"my.svc"'],
  ['with a space', 'my svc', '"my svc"'],
  ['with a slash', 'my/svc', '"my/svc"'],
  ['with a newline', 'my-svc\n', '"my-svc\\n"'],
  ['with a letter of another alphabet', 'müller', '"müller"'],
  ['with a digit at its start', '2nd', '"2nd"'],
  ['with a dash at its start', '-svc', '"-svc"'],
  ['with a dash at its end', 'svc-', '"svc-"'],
  ['null', null, 'null'],
  ['a number', 7, '7'],
];

test.each(NO_NAMES)('fails when the name is %s', (_, name, given) => {
  expectRefusal({ name }, { prop: 'name', given, allowed: DNS_LABEL, because: 'the release stops halfway', remedy: "change 'name'" });
});

test.each(NO_NAMES)('fails when the name of the Service is %s', (_, serviceName, given) => {
  expectRefusal({ serviceName }, {
    prop: 'serviceName', given, allowed: DNS_LABEL, because: 'the release stops halfway', remedy: "change it, or leave it out to use 'name'",
  });
});

describe('the id', () => {
  test.each(NO_NAMES.filter(([, id]) => typeof id === 'string' && id !== ''))('fails when the id is %s and there is no name', (_, id, given) => {
    const message = refusalOf({}, id);
    expect(message).toContain(`'name' is ${given}. Allowed: ${DNS_LABEL}.`);
    expect(message).toContain('the release stops halfway');
    expect(message).toContain("Remedy: this is the construct's id; change it, or give 'name'.");
  });

  test.each<[string, any, string]>([
    ['empty', '', '""'], ['undefined', undefined, 'undefined'], ['null', null, 'null'], ['a number', 7, '7'], ['an object', {}, '{}'],
  ])('fails when the id is %s', (_, id, given) => {
    const scope = new Construct(new Chart(new App(), 'prod'), 'shop');
    const message = messageOf(() => new ZeroDowntimeService(scope, id, { name: 'my-svc' } as any));
    expect(message).toContain(`[prod/shop] 'id' is ${given}. Allowed: ${DNS_LABEL}.`);
    expect(message).toContain('no name by which requests could find it');
    expect(message).toContain("Remedy: new ZeroDowntimeService(chart, 'my-svc', { … }).");
  });

  test('accepts any id beside a name', () => {
    expect(manifestsOf({ name: 'my-svc' }, 'My Service_1')).toContain('name: my-svc\n');
  });
});

describe('the namespace', () => {
  test.each(NO_NAMES.filter(([what]) => what !== 'with a digit at its start'))('fails when the namespace is %s', (_, namespace, given) => {
    expectRefusal({ namespace }, {
      prop: 'namespace',
      given,
      allowed: 'at most 63 lowercase letters, digits and dashes, beginning and ending with a letter or digit',
      because: 'The API server rejects all objects.',
      remedy: "change it, or leave it out to use the chart's",
    });
  });

  test('fails when the namespace of the chart is invalid', () => {
    expectParts(messageOf(() => newService(new Chart(new App(), 'prod', { namespace: 'My NS' }), 'my-svc')), {
      prop: 'namespace (of the chart)',
      given: '"My NS"',
      allowed: 'at most 63 lowercase letters, digits and dashes, beginning and ending with a letter or digit',
      because: 'The API server rejects all objects.',
      remedy: 'change it',
    });
  });

  test('accepts its own namespace in a chart whose namespace is invalid', () => {
    expect(messageOf(() => newService(new Chart(new App(), 'prod', { namespace: 'My NS' }), 'my-svc', { namespace: 'team', replicas: 0 })))
      .not.toContain('namespace');
  });

  test('accepts a namespace that begins with a digit', () => {
    expect(manifestsOf({ namespace: '2nd-team' })).toContain('namespace: 2nd-team\n');
  });
});

describe('the name of a running Deployment, which no Service could have', () => {
  test.each(['2fa', 'my.app', '2nd.my-app'])('accepts %s beside a name of the Service', name => {
    const yaml = manifestsOf({ name, serviceName: 'shop' });
    expect(yaml).toMatch(new RegExp(`kind: Deployment\nmetadata:[^]*?\n  name: ${name}\n`));
    expect(yaml).toMatch(/kind: Service\nmetadata:[^]*?\n {2}name: shop\n/);
  });

  test.each(['my..app', '.app', 'app.', 'My.App', 'a'.repeat(64)])('fails when it is %s, which no Deployment could have either', name => {
    expectRefusal({ name, serviceName: 'shop' }, {
      prop: 'name', given: `"${name}"`, allowed: DNS_LABEL, because: 'the release stops halfway', remedy: "change 'name'",
    });
  });
});

test('accepts a name and a namespace of 63 characters', () => {
  const name = `a${'1'.repeat(62)}`;
  expect(manifestsOf({ name })).toContain(`name: ${name}-pdb\n`);
  expect(manifestsOf({ namespace: name })).toContain(`namespace: ${name}\n`);
});

test('names the whole construct path', () => {
  const scope = new Construct(new Construct(new Chart(new App(), 'prod'), 'shop'), 'checkout');
  expect(messageOf(() => newService(scope as Chart, 'cart', { replicas: 0 }))).toContain("[prod/shop/checkout/cart] 'replicas' is 0.");
});
