import { ApiObject, JsonPatch } from 'cdk8s';
import { ZeroDowntimeService } from '../../src';

// The package for another line of cdk8s-plus comes from the same sources; `npm run package:lines` tries each. Here the
// newest that is installed anyway stands for them. A field more in the pod template would restart the pods of all who move.

type Apps = typeof import('../fixtures/releases/apps');
type Helpers = typeof import('../manifests');

/** A module as it is where cdk8s-plus-27 is another line. */
function onOtherLine<T extends object>(path: string): T {
  let loaded: T;
  jest.isolateModules(() => {
    jest.doMock('cdk8s-plus-27', () => jest.requireActual('cdk8s-plus-33'));
    loaded = jest.requireActual<T>(path);
  });
  jest.dontMock('cdk8s-plus-27');
  return loaded!;
}

const own: Apps = jest.requireActual('../fixtures/releases/apps');
const other = onOtherLine<Apps>('../fixtures/releases/apps');

test.each(Object.keys(own.APPS))('the manifests of the app %s are the same bytes with another line of cdk8s-plus', app => {
  expect(other.manifestsOf(app)).toBe(own.manifestsOf(app));
});

const { manifestsOf, serviceWith } = onOtherLine<Helpers>('../manifests');

/** What the pods share when users patch their Deployment. */
function shared(...patches: JsonPatch[]): unknown {
  const made: ZeroDowntimeService = serviceWith();
  ApiObject.of(made.deployment).addJsonPatch(...patches);
  return manifestsOf(made).Deployment.spec.template.spec.shareProcessNamespace;
}

test('a default that only newer lines of cdk8s-plus write is left out', () => {
  expect(shared()).toBeUndefined();
});

test.each([true, false])('a patch that sets shareProcessNamespace to %s stays, with any line', value => {
  expect(shared(JsonPatch.add('/spec/template/spec/shareProcessNamespace', value))).toBe(value);
});
