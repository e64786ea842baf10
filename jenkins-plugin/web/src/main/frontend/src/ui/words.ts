/** States and kinds of the API in words for people. */
const WORDS: Record<string, string> = {
  REQUESTED: 'waits for approval',
  WAITING: 'waiting',
  SCHEDULED: 'to come',
  PROVISIONING: 'being built',
  ACTIVE: 'in use',
  CLEANING: 'being cleaned',
  DONE: 'done',
  FAILED: 'failed',
  CANCELLED: 'given up',
  QUEUED: 'waiting',
  RUNNING: 'running',
  SUCCEEDED: 'done',
  SKIPPED: 'left out',
  FREE: 'free',
  IN_USE: 'in use',
  PREPARING: 'being prepared',
  QUARANTINED: 'in quarantine',
  DRAINED: 'out of service',
  GONE: 'gone',
  NEW: 'new',
  MAKING: 'being made',
  READY: 'ready',
  DELETED: 'deleted',
  ONLINE: 'answers',
  OFFLINE: 'does not answer',
  UNKNOWN: 'not asked yet',
  PROVISION: 'Build',
  RESET: 'Reset',
  CLEAN: 'Clean',
  REMOVE: 'Take down',
  ACCESS: 'Access',
  CHECK: 'Check',
  JUMPHOST: 'jump host',
  CONTROLLER: 'controller',
  COMPUTE: 'compute',
  STORAGE: 'storage',
  NODE: 'node',
  INSTALL: 'Install',
  MACHINE: 'Work on a machine',
  MACHINE_RUNNING: 'on',
  MACHINE_OFF: 'off',
  MACHINE_PAUSED: 'paused',
  MACHINE_CRASHED: 'crashed',
  MACHINE_ABSENT: 'not there',
  SSH_ANSWERS: 'answers',
  SSH_SILENT: 'silent',
  SSH_UNKNOWN: 'not known',
};

export function word(name: string): string {
  return WORDS[name] ?? name.toLowerCase().replaceAll('_', ' ');
}

export type Tone = 'good' | 'busy' | 'bad' | 'quiet';

const TONES: Record<string, Tone> = {
  ACTIVE: 'good',
  DONE: 'quiet',
  SUCCEEDED: 'good',
  FREE: 'good',
  ONLINE: 'good',
  PROVISIONING: 'busy',
  CLEANING: 'busy',
  RUNNING: 'busy',
  PREPARING: 'busy',
  IN_USE: 'busy',
  WAITING: 'busy',
  REQUESTED: 'busy',
  MAKING: 'busy',
  READY: 'good',
  FAILED: 'bad',
  QUARANTINED: 'bad',
  OFFLINE: 'bad',
  MACHINE_RUNNING: 'good',
  MACHINE_PAUSED: 'busy',
  MACHINE_CRASHED: 'bad',
  MACHINE_ABSENT: 'bad',
};

export const tone = (state: string): Tone => TONES[state] ?? 'quiet';

export const gib = (mib: number): string => (mib < 1024 ? `${mib} MiB` : `${Math.round((mib / 1024) * 10) / 10} GiB`);

export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
