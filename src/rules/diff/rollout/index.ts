export * from './rollout-peak-increased';
export * from './needless-restart';
export * from './rollout-capacity-reduced';
export * from './scaled-job-update-deletes-jobs';
