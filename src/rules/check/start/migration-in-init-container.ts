import { wordsOf } from '../../../analysis/pod/containers';
import { imageName } from '../../../analysis/pod/image-reference';
import { showPath } from '../../../manifests';
import { capitalizedContainerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

const MIGRATES = /(?:^|[^a-z])(?:migrate|migrations?|flyway|liquibase|alembic|prisma|knex|typeorm|sequelize|dbmate|goose|sqitch|phinx)(?:[^a-z]|$)/i;
const ONLY_LOOKS = /(?:^|[^a-z])(?:wait|waits|waiting|check|status|verify|validate|info|plan|generate|current|history|kubectl)(?:[^a-z]|$)/i;

const SECURE = 'securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }';
const RESOURCES = 'resources: { requests: { cpu: 50m, memory: 64Mi }, limits: { memory: 64Mi } }';

export const migrationInInitContainer = workloadRule({
  id: 'migration-in-init-container',
  severity: 'warning',
  title: 'Database migration in an init container',
  impact: 'Migrations run several times at once, and a pod that is replaced on another node waits for a migration, or fails with it.',
  why: 'An init container runs before each start: for all new pods of an update, after the loss of a node, and whenever an autoscaler adds pods.',
  fix: 'Migrate in a Job before the update, and let the pods only check the schema that they need.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    spec:
      initContainers:
        - { name: prepare, image: 'registry.example.com/web:1.4.2', command: [./manage.py, migrate], ${RESOURCES}, ${SECURE} }
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      initContainers:
        - { name: prepare, image: 'registry.example.com/web:1.4.2', command: [./manage.py, collectstatic], ${RESOURCES}, ${SECURE} }
`,
  },
  judge: workload => {
    const { initContainers } = workload;
    return initContainers.length === 0 ? undefined : initContainers.flatMap(container => {
      const words = wordsOf(workload, container);
      const described = [container.name, imageName(container.image), ...words].join(' ');
      if (!MIGRATES.test(described) || ONLY_LOOKS.test(described)) { return []; }
      return [{
        path: container.path,
        message: `${capitalizedContainerLabel(container)} seems to migrate the database before every start of a pod: in an update several pods migrate at once, and no pod can be replaced while the migration fails.`,
        fix: `Move ${showPath(container.path)} to a Job that runs before the update.`,
      }];
    });
  },
});
