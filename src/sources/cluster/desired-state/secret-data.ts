import { filtered, mappingIn } from './json';
import { isMapping } from '../../../manifests';

type Json = Readonly<Record<string, unknown>>;

/** The API server stores `stringData` as `data`: keys that the manifest writes as `stringData` are shown that way. */
export function secretAsAsked(part: Json, live: Json, asked: Json | undefined): Json {
  if (live.kind !== 'Secret' || live.apiVersion !== 'v1' || !isMapping(live.data)) { return part; }
  const plain = mappingIn(asked, 'stringData');
  const rest = filtered(part, (key, value) => !['data', 'stringData'].includes(key) && !(key === 'type' && value === 'Opaque' && asked?.type === undefined));
  const [data, stringData] = [
    filtered(live.data, key => !Object.hasOwn(plain, key)),
    Object.fromEntries(Object.entries(live.data)
      .filter(([key]) => Object.hasOwn(plain, key))
      .map(([key, value]) => [key, decoded(value)])),
  ];
  return {
    ...rest,
    ...Object.keys(data).length > 0
      ? { data }
      : {},
    ...Object.keys(stringData).length > 0 ? { stringData } : {},
  };
}

function decoded(value: unknown): unknown {
  return typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : value;
}
