import { setFlagsFromString } from 'node:v8';
import { compilePatiently } from '../../src/cli/patient-compiler';

jest.mock('node:v8', () => ({ ...jest.requireActual<object>('node:v8'), setFlagsFromString: jest.fn() }));

test.each([
  ['20.20.2', ['--interrupt-budget=500000']],
  ['22.23.3', ['--invocation-count-for-turbofan=20000', '--invocation-count-for-maglev=3000']],
  ['24.21.0', ['--invocation-count-for-turbofan=20000', '--invocation-count-for-maglev=3000']],
  ['26.0.0', []],
])('Node.js %s is given flags that it knows', (version, flags) => {
  jest.mocked(setFlagsFromString).mockClear();
  compilePatiently(version);
  expect(jest.mocked(setFlagsFromString).mock.calls).toEqual(flags.map(flag => [flag]));
});
