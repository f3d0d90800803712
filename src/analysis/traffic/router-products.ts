/** Usual names of the namespaces, pods and images of routers. */
export const PRODUCTS = {
  nginx: /nginx/i,
  traefik: /traefik/i,
  haproxy: /haproxy/i,
  kong: /kong/i,
  contour: /contour|envoy/i,
  istio: /istio/i,
  envoy: /envoy/i,
  ambassador: /ambassador|emissary/i,
};

export type RouterProduct = keyof typeof PRODUCTS;

/** Where the router of a route runs: outside the cluster, or as pods that policies select by labels. */
export type RouterPlace = 'outside' | 'somewhere' | RouterProduct;
