/** What follows from props that are handed on to cdk8s-plus. */
export const LOST = 'It would be lost on the way, and the pods would run without it.';
export const REJECTED = 'The API server rejects it, and the release stops.';
