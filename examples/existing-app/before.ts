import { App, Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { DatabaseConfig, Worker } from './neighbours';

// The app before the adoption, with cdk8s-plus alone. To see what main.ts changes:
// diff <(npx cdk8s synth --app 'npx ts-node before.ts' --stdout) <(npx cdk8s synth --stdout)

class Web extends Chart {
  public readonly service: kplus.Service;

  constructor(scope: Construct, id: string, settings: kplus.ConfigMap) {
    super(scope, id);
    const deployment = new kplus.Deployment(this, 'Deployment', {
      containers: [{
        image: 'registry.example.com/shop-web:2.7.0',
        portNumber: 8080,
        envFrom: [kplus.Env.fromConfigMap(settings)],
        resources: { cpu: { request: kplus.Cpu.millis(100) }, memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) } },
      }],
    });
    this.service = deployment.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
    this.service.exposeViaIngress('/');
  }
}

const app = new App();
const { settings } = new DatabaseConfig(app, 'database-config');
const { service } = new Web(app, 'web', settings);
new Worker(app, 'worker', settings, service);
app.synth();
