/** The consequences of props that are passed on to cdk8s-plus. */
export const LOST = 'It would be lost, and the pods would run without it.';
export const REJECTED = 'The API server rejects it, and the release stops.';
