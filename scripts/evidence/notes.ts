/** What failures come from, found out by hand: to be looked at again after measuring. */
export const NOTES = `
- With the defaults, requests fail only if the application exits immediately on SIGTERM, and only on kept-alive connections through the
  Service. kube-proxy sends new connections to other pods as soon as a pod is deleted. A kept-alive connection stays with its pod during the
  stop delay, because the application does not close it, and a request on it at SIGTERM is cut. No rule is named, since the mistake is in the
  application and not in the manifests. The application can shut down gracefully, or be told of the stop with \`PreStop.httpGet\`: it then
  answers with \`Connection: close\` during the whole delay. Through the router, no request fails, because Envoy stops using its connections
  to a pod when it learns that the pod is stopping.
- The manifests that the library began with have a hook and a probe, so no request fails during an update. Their budget refuses every
  eviction: no request fails because no pod is evicted, but the node cannot be drained.
- Without a hook, the pod receives SIGTERM while kube-proxy still sends to it. Without a budget, both pods are evicted at once.
`;
