export * from './shutdown-window-reduced';
export * from './stop-signal-changed';
