import { contractResult } from './contract-results';
import { changedContracts, ComparedStep, isPastSunset } from './contract-steps';
import { apiInWords } from './contract-words';
import { contractPath, RecordedContract } from '../../../manifests';
import { Violation } from '../../../rules';
import { shorten, uncapitalize } from '../../../text';
import { contractExample } from '../../contract-example';
import { UpdateRule } from '../update-rule';

export const contractNotCompared: UpdateRule = {
  id: 'contract-not-compared',
  severity: 'error',
  title: 'Changed API contract that was not compared',
  impact: 'It is not known whether this release breaks existing clients.',
  why: 'The recorded contract changes. OpenAPI contracts are compared by oasdiff, GraphQL contracts by the package graphql, and protobuf contracts by buf. None of them is part of this package, and a contract that cannot be compared is not reported as compatible.',
  fix: 'Install the tool for the contract: for OpenAPI the package cdk8s-zero-downtime-openapi, or the program oasdiff on the PATH; for GraphQL the package graphql; for protobuf the program buf.',
  reference: 'https://github.com/oasdiff/oasdiff',
  examples: {
    before: contractExample(),
    unsafe: `
kind: ConfigMap
metadata: { name: web-contract, annotations: { cdk8s-zero-downtime/contract: graphql } }
data: { schema.graphql: "type Query { orders: [String] }" }
`,
    safe: contractExample({ paths: ['/orders', '/carts'] }),
  },
  judge: (update, profile) => changedContracts(update)
    .filter(({ before }) => !isPastSunset(before, update, profile))
    .map(step => contractResult(step.after, update.after, violationsOf(step))),
};

function violationsOf({ comparison, after }: ComparedStep): Violation[] {
  if (comparison && 'changes' in comparison) { return []; }
  const { failure, remedy } = comparison ?? { failure: 'no tool that compares it is installed', remedy: INSTALL[after.kind] };
  return [{
    path: contractPath(after),
    message: `The contract of ${apiInWords(after)} changes, and it was not compared: ${uncapitalize(shorten(failure, LONGEST)).replace(/\.$/, '')}. It is not known whether existing clients fail.`,
    fix: `${remedy.replace(/\.$/, '')}.`,
  }];
}

const LONGEST = 400;

const INSTALL: { readonly [kind in RecordedContract['kind']]: string } = {
  openapi: 'Install the package: npm install --save-dev cdk8s-zero-downtime-openapi; or put the program oasdiff on the PATH',
  graphql: 'Install the package: npm install --save-dev graphql@16',
  protobuf: 'Put the program buf on the PATH',
};
