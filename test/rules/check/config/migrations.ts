import { object } from '../placement/violations-on';

type Json = { readonly [key: string]: unknown };

/** A Job with one container. */
export function job(name: string, container: Json = {}, metadata: Json = {}, spec: Json = {}): string {
  return object('batch/v1', 'Job', name, {
    spec: { ...spec, template: { spec: { restartPolicy: 'Never', containers: [{ name: 'job', image: 'registry.example.com/web:1.4.2', ...container }] } } },
  }, metadata);
}
