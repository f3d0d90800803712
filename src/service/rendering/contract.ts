import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Contract, contractAnnotations, contractContent, contractName, ContractSubject } from '../../contracts';

/** The metadata that records share with their siblings. */
interface RecordMetadata {
  readonly namespace?: string;
  readonly labels: { [key: string]: string };
  readonly annotations: { [key: string]: string };
}

/** Records a contract in a ConfigMap that pods do not read: a change restarts no pods. */
export function renderContract(
  scope: Construct, id: string, subject: ContractSubject, contract: Contract, siblings: RecordMetadata,
): ApiObject {
  const { namespace, labels, annotations } = siblings;
  return new ApiObject(scope, id, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: contractName(subject),
      ...namespace !== undefined && { namespace },
      labels,
      annotations: { ...annotations, ...contractAnnotations(subject, contract) },
    },
    ...contractContent(contract),
  });
}
