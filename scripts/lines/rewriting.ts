import { LINES } from '../../projenrc/lines';

/** The line that is named in the sources. */
export const [OWN, ...OTHERS] = Object.keys(LINES);

type Json = any;

/** A text of the sources, as in the package for another line. */
export function textForLine(text: string, line: string): string {
  return text
    // A page on cdk8s.io stays where it is.
    .replace(/(?<!\/plus\/)cdk8s-plus-27\b/g, `cdk8s-plus-${line}`)
    .replace(/\bcdk8s_plus_27\b/g, `cdk8s_plus_${line}`)
    .replace(OWN_NAME, `cdk8s-zero-downtime-${line}`)
    .replace(/\bcdk8s_zero_downtime\b/g, `cdk8s_zero_downtime_${line}`);
}

// Where it is the name of the package or of its command. Annotations, the tool in SARIF and the repository are the same for
// all lines: another annotation would be another manifest.
const BEFORE_NAME = String.raw`from '|require\('|node_modules/|npx |npm install |^# `;
const OWN_NAME = new RegExp(String.raw`(?<=${BEFORE_NAME})cdk8s-zero-downtime(?![\w/.-])|cdk8s-zero-downtime(?= (?:check|diff|timeline)\b)`, 'gm');

/** The package.json of the package for another line, in all languages. */
export function packageForLine(own: Json, line: string, version: string): Json {
  const name = `${own.name}-${line}`;
  const { java, python, go, ...targets } = own.jsii.targets;
  return {
    ...own,
    name,
    bin: { [name]: own.bin[own.name] },
    peerDependencies: withLine(own.peerDependencies, line, `^${version}`),
    devDependencies: withLine(own.devDependencies, line, version),
    jsii: {
      ...own.jsii,
      targets: {
        ...targets,
        java: { package: `${java.package}${line}`, maven: { ...java.maven, artifactId: `${java.maven.artifactId}-${line}` } },
        python: { distName: `${python.distName}-${line}`, module: `${python.module}_${line}` },
        // As cdk8s-plus has it: one module for each line, beside the others in one repository.
        go: { ...go, packageName: `${go.packageName}${line}` },
      },
    },
  };
}

function withLine({ [`cdk8s-plus-${OWN}`]: _, ...others }: Json, line: string, version: string): Json {
  return { ...others, [`cdk8s-plus-${line}`]: version };
}
