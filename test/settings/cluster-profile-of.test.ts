import { ROUTERS } from '../../src/lifecycle';
import { clusterProfileOf } from '../../src/settings';

test('without settings: Kubernetes 1.33, pods in the same cluster, nothing known of the service', () => {
  expect(clusterProfileOf({})).toEqual({ kubernetesMinor: 33, router: ROUTERS.cluster, isRouterStated: false });
});

test('takes over what is said', () => {
  expect(clusterProfileOf({ kubernetesMinor: 33, platform: 'aks', exposure: 'awsAlb', longestRequest: 60, startupTime: 90 }))
    .toEqual({ kubernetesMinor: 33, platform: 'aks', router: ROUTERS.awsAlb, isRouterStated: true, longestRequest: 60, startupTime: 90 });
});

test('takes over the day of the run, and the notice that clients are promised', () => {
  expect(clusterProfileOf({ today: '2026-11-28', minimumNotice: 180 })).toMatchObject({ today: '2026-11-28', minimumNotice: 180 });
});

test('a stated delay overrides that of the router', () => {
  expect(clusterProfileOf({ exposure: 'awsAlb', deregistrationDelay: 5 }).router).toEqual({ ...ROUTERS.awsAlb, deregistrationDelay: 5, minimum: 5 });
});
