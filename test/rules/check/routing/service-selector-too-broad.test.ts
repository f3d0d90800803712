import { serviceSelectorTooBroad } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = serviceSelectorTooBroad;
const BY_NUMBER = '---\nkind: Service\nspec: { ports: [{ name: http, targetPort: 8080 }] }\n';

interface Other {
  readonly name?: string;
  readonly kind?: string;
  readonly image?: string;
  readonly fields?: string;
  readonly labels?: string;
}

// Its selector does not match the pods of Deployment web.
function other({ name = 'worker', kind = 'Deployment', image = 'registry.example.com/web:1.4.2', fields = '', labels = 'app: web, role: worker' }: Other = {}): string {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { role: worker } }
  template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ name: a, image: "${image}"${fields} }] } }
`;
}

function job(kind: string, ports = ''): string {
  const pod = `{ metadata: { labels: { app: web } }, spec: { restartPolicy: Never, containers: [{ name: a, image: a${ports} }] } }`;
  return `
apiVersion: batch/v1
kind: ${kind}
metadata: { name: report }
spec: ${kind === 'Job' ? `{ template: ${pod} }` : `{ schedule: "0 3 * * *", jobTemplate: { spec: { template: ${pod} } } }`}
`;
}

const SERVING = ', ports: [{ name: http, containerPort: 8080 }]';

test('finds a worker that does not listen', () => {
  const [{ violations }] = verdictsOn(rule, `${other()}${BY_NUMBER}`);
  expect(violations).toMatchObject([{
    path: ['spec', 'selector'],
    message: 'The selector matches the pods of Deployment web, and also those of Deployment worker that have no port 8080: each gets a share of the requests.',
    fix: 'Give the pods of Deployment web their own label; when all of them have it, add it to spec.selector.',
  }]);
});

test.each(['Job', 'CronJob'])('finds the pods of a %s', kind => {
  const message = `The selector matches the pods of Deployment web, and also those of ${kind} report that do not answer requests: each gets a share of the requests.`;
  expect(messagesOn(rule, `${job(kind)}${BY_NUMBER}`)).toEqual([message]);
  expect(messagesOn(rule, job(kind, SERVING))).toEqual([message]);
});

test.each(['Job', 'CronJob'])('finds the pods of a %s that lack only the name of the port', kind => {
  expect(messagesOn(rule, job(kind))).toEqual([
    `The selector matches the pods of Deployment web, and also those of ${kind} report that do not answer requests: they get no requests only as long as they have no port of the same name.`,
  ]);
});

test('finds another application that lacks only the name of the port', () => {
  expect(messagesOn(rule, other({ image: 'registry.example.com/worker:1.4.2' }))).toEqual([
    'The selector matches the pods of Deployment web, and also those of Deployment worker with another image: they get no requests only as long as they have no port of the same name.',
  ]);
});

test('finds another application that listens on the same port', () => {
  const message = 'The selector matches the pods of Deployment web, and also those of Deployment worker with another image: each gets a share of the requests.';
  expect(messagesOn(rule, other({ image: 'registry.example.com/admin:1.4.2', fields: SERVING }))).toEqual([message]);
  expect(messagesOn(rule, `${other({ image: 'registry.example.com/admin:1.4.2', fields: SERVING })}${BY_NUMBER}`)).toEqual([message]);
});

test('finds an application of another kind', () => {
  expect(messagesOn(rule, `${other({ kind: 'StatefulSet' })}${BY_NUMBER}`)).toHaveLength(1);
});

describe('passes', () => {
  test('one Deployment', () => {
    expect(appliesTo(rule, '')).toBe(true);
    expect(messagesOn(rule, '')).toEqual([]);
  });

  test.each(['registry.example.com/web:1.5.0', 'registry.example.com/web@sha256:0123', 'registry.example.com/web'])('a canary: %s', image => {
    expect(messagesOn(rule, `${other({ image, fields: SERVING })}${BY_NUMBER}`)).toEqual([]);
  });

  test('a worker without a port of the name, which is not an endpoint', () => {
    expect(messagesOn(rule, other())).toEqual([]);
    expect(messagesOn(rule, other({ fields: ', ports: [{ name: http, containerPort: 8080, protocol: UDP }]' }))).toEqual([]);
  });

  test('pods that listen without declaring it', () => {
    expect(messagesOn(rule, `${other({ fields: ', args: ["--port=8080"]' })}${BY_NUMBER}`)).toEqual([]);
  });

  test('versions of one application, whose images are named after them', () => {
    const versions = other({ image: 'registry.example.com/web-v2:1.4.2', fields: SERVING }).replaceAll('worker', 'web-v2');
    expect(messagesOn(rule, `${versions}${BY_NUMBER}`)).toEqual([]);
  });

  test('pods without the label', () => {
    expect(messagesOn(rule, `${other({ labels: 'role: worker' })}${BY_NUMBER}`)).toEqual([]);
  });

  test('a missing image', () => {
    expect(messagesOn(rule, `${other({ image: '', fields: SERVING })}${BY_NUMBER}`)).toEqual([]);
  });

  test('Deployments that select each other\'s pods, which another rule reports', () => {
    expect(messagesOn(rule, `${other().replace('role: worker }', 'app: web }')}${BY_NUMBER}`)).toEqual([]);
  });

  test('ports that no container declares, so that the intended pods are unknown', () => {
    expect(messagesOn(rule, `${other()}---\nkind: Service\nspec: { ports: [{ name: http, targetPort: 9999 }] }\n`)).toEqual([]);
  });

  test('a Service for Jobs alone', () => {
    const two = `${job('Job', SERVING)}---${job('CronJob', SERVING)}---\nkind: Deployment\n$patch: delete\n`;
    expect(messagesOn(rule, two)).toEqual([]);
  });
});

describe('does not apply', () => {
  test('to a headless Service', () => {
    expect(appliesTo(rule, `${other()}---\nkind: Service\nspec: { clusterIP: None, ports: [{ name: http, targetPort: 8080 }] }\n`)).toBe(false);
  });

  test('to a Service without pods', () => {
    expect(appliesTo(rule, 'kind: Service\nspec: { selector: { app: wbe } }\n')).toBe(false);
  });
});

test('separates an image from its tag, not from the port of its registry', () => {
  expect(messagesOn(rule, `${other({ image: 'localhost:5000/web', fields: SERVING })}${BY_NUMBER}`)).toHaveLength(1);
  const both = `${other({ image: 'localhost:5000/web:2', fields: SERVING })}---
kind: Deployment
metadata: { name: web }
spec: { template: { spec: { containers: [{ name: web, image: "localhost:5000/web:1" }] } } }
`;
  expect(messagesOn(rule, `${both}${BY_NUMBER}`)).toEqual([]);
});
