/** The hook that fills the stop delay. */
export type StopHook =
  | { readonly kind: 'sleep' | 'shell' | 'none' }
  | { readonly kind: 'httpGet'; readonly path: string; readonly port?: number; readonly scheme?: string }
  | { readonly kind: 'command'; readonly command: string[] }
  | { readonly kind: 'signal'; readonly signal: string };
