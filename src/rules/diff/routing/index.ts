export * from './external-dns-record-flap';
export * from './ingress-path-or-host-removed';
export * from './route-backend-switched';
export * from './route-class-changed';
export * from './tls-secret-swap';
export * from './versioned-endpoint-removed';
