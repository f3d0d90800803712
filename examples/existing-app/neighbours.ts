import { Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';

/** Settings of the web service and the worker. The adoption does not change them. */
export class DatabaseConfig extends Chart {
  public readonly settings: kplus.ConfigMap;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.settings = new kplus.ConfigMap(this, 'Settings', {
      data: { DATABASE_HOST: 'database.example.com', DATABASE_NAME: 'shop' },
    });
  }
}

/** A client of the web service, which it calls by the name of its Service. The adoption does not change it. */
export class Worker extends Chart {
  constructor(scope: Construct, id: string, settings: kplus.ConfigMap, web: kplus.Service) {
    super(scope, id);
    new kplus.Deployment(this, 'Deployment', {
      containers: [{
        image: 'registry.example.com/shop-worker:2.7.0',
        envFrom: [kplus.Env.fromConfigMap(settings)],
        envVariables: { WEB_URL: kplus.EnvValue.fromValue(`http://${web.name}`) },
        resources: { cpu: { request: kplus.Cpu.millis(100) }, memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) } },
      }],
    });
  }
}
