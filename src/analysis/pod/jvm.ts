import { placeOf, wordsOf } from './containers';
import { imageName } from './image-reference';
import { Container, listAt, stringAt, Workload } from '../../manifests';

const JVM_IMAGE = /(?:^|[-_])(?:jdk|jre|java|jvm|openjdk|temurin|corretto|amazoncorretto|zulu|tomcat|jetty|wildfly|keycloak|spring|spring-boot)(?:[-_\d]|$)/;
const JVM_VARIABLES = new Set(['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', 'JAVA_OPTS', 'JVM_OPTS', 'CATALINA_OPTS']);

/** Whether a container runs a JVM. */
export function isJvm(workload: Workload, container: Container): boolean {
  const variables = listAt(placeOf(workload, container), ['env']).map(variable => stringAt(variable, ['name']) ?? '');
  return JVM_IMAGE.test(imageName(container.image)) || variables.some(name => JVM_VARIABLES.has(name)) || /(?:^|\/)java$/.test(wordsOf(workload, container)[0] ?? '');
}

/** JVM servers for which their own charts allow a start of minutes. */
const SLOW_SERVERS: readonly { readonly called: string; readonly image: RegExp }[] = [
  { called: 'Keycloak', image: /^keycloakx?$/ },
  { called: 'SonarQube', image: /^sonarqube$/ },
  { called: 'Jenkins', image: /^jenkins$/ },
  { called: 'Nexus', image: /^nexus3$/ },
  { called: 'Confluence', image: /^confluence(?:-server)?$/ },
  { called: 'Jira', image: /^jira-(?:software|servicemanagement)$/ },
  { called: 'Bitbucket', image: /^bitbucket(?:-server)?$/ },
  { called: 'Artifactory', image: /^artifactory-(?:pro|oss|jcr)$/ },
];

/** The name of a server whose start often takes more than half a minute; undefined for any other, and for one that was prepared to start soon. */
export function slowServerIn(workload: Workload, container: Container): string | undefined {
  const found = SLOW_SERVERS.find(({ image }) => image.test(imageName(container.image)));
  return wordsOf(workload, container).some(word => OPTIMIZED.test(word)) ? undefined : found?.called;
}

/** Keycloak was built before, instead of at each start; a development server has no cluster. */
const OPTIMIZED = /(?:^|\s)(?:--optimized|start-dev)(?:\s|$)/;
