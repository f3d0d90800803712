import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { expectRefusal, manifestsOf } from './refusal';
import { HealthCheck, ZeroDowntimeService, ZeroDowntimeServiceProps } from '../../../src';
import { SERVICE_PROPS } from '../../../src/service/prop-names';

describe('a prop that is most likely a slip', () => {
  test.each([
    ['has a letter too few', 'replica', 'replicas'],
    ['has a letter too many', 'replicass', 'replicas'],
    ['has two letters swapped', 'repliacs', 'replicas'],
    ['has another letter', 'replicaz', 'replicas'],
    ['has two letters too few', 'annotatns', 'annotations'],
    ['stands beside the right one', 'healthChek', 'healthCheck'],
    ['has other capitals', 'HandOver', 'handover'],
    ['is singular', 'annotation', 'annotations'],
    ['is short and has a letter too many', 'sport', 'port'],
    ['is short and has two letters swapped', 'prot', 'port'],
    ['is a version', 'kubernetesVerison', 'kubernetesVersion'],
  ])('fails when it %s: %s', (_, slip, meant) => {
    expectRefusal({ [slip]: 'value' }, {
      prop: slip,
      given: '"value"',
      allowed: `no such prop; '${meant}' is one`,
      because: 'The value would be ignored without a message, and the service would run with the default instead.',
      remedy: `write '${meant}'`,
    });
  });

  test('fails when it has two letters too few and the right one is not given', () => {
    expectRefusal({ healthCheck: undefined, helthChek: 'value' }, {
      prop: 'helthChek',
      given: '"value"',
      allowed: "no such prop; 'healthCheck' is one",
      because: 'ignored without a message',
      remedy: "write 'healthCheck'",
    });
  });

  test.each(SERVICE_PROPS)('fails when %s has a letter too many', name => {
    expectRefusal({ [`${name}x`]: null }, {
      prop: `${name}x`, given: 'null', allowed: `no such prop; '${name}' is one`, because: 'ignored without a message', remedy: `write '${name}'`,
    });
  });
});

describe('an unknown prop', () => {
  test.each(['replicasCount', 'tolerations', 'readinessProbe', 'team', 'costCenter', 'hosts', 'points'])('fails when it is %s', prop => {
    expectRefusal({ [prop]: 'value' }, {
      prop,
      given: '"value"',
      allowed: 'a prop of ZeroDowntimeServiceProps',
      because: 'The value would be ignored without a message.',
      remedy: 'leave it out; set fields without a prop on the construct\'s \'deployment\', and remove props of your own with '
        + `const { ${prop}, ...rest } = props`,
    });
  });

  test('is not refused without a value', () => {
    expect(manifestsOf({ replica: undefined, tolerations: undefined })).toContain('kind: Deployment\n');
  });
});

describe('the props of a subclass', () => {
  interface TeamServiceProps extends ZeroDowntimeServiceProps { readonly [prop: string]: unknown }
  class TeamService extends ZeroDowntimeService {
    constructor(scope: Construct, id: string, props: TeamServiceProps) {
      super(scope, id, props);
      this.deployment.metadata.addLabel('team', String(props.team));
    }
  }
  const newTeamService = (props: object) => {
    const app = new App();
    new TeamService(new Chart(app, 'prod'), 'my-svc', { image: 'my-svc:1.4.2', healthCheck: HealthCheck.tcp(), ...props });
    return app.synthYaml();
  };

  test.each([
    'team', 'costCenter', 'pool', 'host', 'hosts', 'hostName', 'metricsPort', 'environmentName', 'readinessProbe', 'stage', 'cors', 'comment',
    'page', 'usage', 'points', 'reports',
  ])('may have %s, which no prop is called', prop => {
    expect(newTeamService({ [prop]: 'shop' })).toContain('kind: Deployment\n');
  });

  test('may have a name that is two letters from a prop which is given as well', () => {
    expect(newTeamService({ serviceName: 'shop', serviceNode: 'value' })).toContain('kind: Deployment\n');
  });

  test('fail when one is most likely a slip', () => {
    expect(() => newTeamService({ replica: 3 })).toThrow("'replica' is 3. Allowed: no such prop; 'replicas' is one.");
  });
});
