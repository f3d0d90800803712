/** What failures come from, found out by hand: to be looked at again after measuring. */
export const NOTES = `
- The defaults lose requests of an application that exits at once, and only on kept-alive connections through the Service.
  kube-proxy sends new connections to other pods as soon as a pod is deleted, but one that is kept alive stays with its pod through
  the stop delay, and the application does not close it: a request that is on it at SIGTERM is cut. No rule is named, since the
  manifests have no mistake: the application has. Either it ends gracefully, or it is told of the stop, as \`PreStop.httpGet\` does:
  it answers with \`Connection: close\` during the whole delay then. Through the router nothing is lost, as Envoy no longer uses its
  connections to a pod that it has been told is stopping.
- The manifests that the library began with have a hook and a probe, so an update loses nothing. Their budget refuses every eviction:
  nothing is lost, since nothing is evicted, but a node cannot be drained.
- Without a hook, SIGTERM comes while kube-proxy still sends to the pod. Without a budget, both pods are evicted at once.
`;
