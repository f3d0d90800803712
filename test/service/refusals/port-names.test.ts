import { expectRefusal, manifestsOf } from './refusal';

const NO_PORT_NAMES: [what: string, value: unknown, shown: string][] = [
  ['empty', '', '""'],
  ['16 characters long', 'a-name-of-16-cha', '"a-name-of-16-cha"'],
  ['upper case', 'HTTP', '"HTTP"'],
  ['without a letter', '8080', '"8080"'],
  ['with an underscore', 'http_1', '"http_1"'],
  ['with two dashes in a row', 'http--1', '"http--1"'],
  ['with a dash at its start', '-http', '"-http"'],
  ['with a dash at its end', 'http-', '"http-"'],
  ['with a letter of another alphabet', 'ürün', '"ürün"'],
  ['with a newline', 'http\n', '"http\\n"'],
  ['null', null, 'null'],
  ['a number', 80, '80'],
];

test.each(NO_PORT_NAMES)('fails when portName is %s', (_, portName, given) => {
  expectRefusal({ portName }, {
    prop: 'portName',
    given,
    allowed: 'at most 15 lowercase letters, digits and single dashes, with at least one letter',
    because: 'every request is refused',
    remedy: "leave it out for 'http', or change it",
  });
});

test.each(NO_PORT_NAMES)('fails when the name of an extra port is %s', (_, name, given) => {
  expectRefusal({ ports: [{ number: 9090, name }] }, {
    prop: 'ports[0].name',
    given,
    allowed: 'at most 15 lowercase letters, digits and single dashes, with at least one letter',
    because: 'every request is refused',
    remedy: 'change it, or leave the port without a name',
  });
});

test.each(['http', 'h2c', '1a', 'a-name-of-15-ch', 'g-r-p-c'])('accepts the port name %s', portName => {
  expect(manifestsOf({ portName })).toContain(`targetPort: ${portName}\n`);
});
