import { contractResult } from './contract-results';
import { contractSteps, lostContracts } from './contract-steps';
import { apiInWords, contractInWords } from './contract-words';
import { contractExample } from '../../contract-example';
import { displayName } from '../../wording/objects';
import { UpdateRule } from '../update-rule';

export const contractMissingAfter: UpdateRule = {
  id: 'contract-missing-after',
  severity: 'warning',
  title: 'Recorded API contract missing from this release',
  impact: 'This release and each later one may break clients of the API, and no comparison finds it.',
  why: 'The running release has recorded the contract of the API. Without a contract in this release there is nothing to compare it with, although clients still call the same address.',
  fix: 'Record the contract again. To remove a version, announce its retirement, and remove its route and its contract after the sunset.',
  reference: 'https://spec.openapis.org/oas/v3.1.0',
  examples: {
    before: contractExample(),
    unsafe: 'kind: ConfigMap\nmetadata: { name: web-contract }\n$patch: delete\n',
    safe: 'kind: ConfigMap\nmetadata: { name: web-contract, labels: { team: shop } }\n',
  },
  judge: update => [
    ...contractSteps(update).kept.map(({ after }) => contractResult(after, update.after, [])),
    ...lostContracts(update).map(contract => contractResult(contract, update.after, [{
      path: ['metadata', 'name'],
      message: `${displayName(contract.object)} is removed, and with it the contract of ${apiInWords(contract)}; clients still call ${contractInWords(contract)}, and from now on changes are not compared.`,
      fix: `Keep the contract of ${apiInWords(contract)} in this release: pass it to the construct, or list it under contracts in the settings, as it was recorded before.`,
    }])),
  ],
};
