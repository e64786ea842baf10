import { expect, test } from 'vitest';
import type { Access } from '../api/types';
import { sshCommand, sshConfig } from './ssh';

const access: Access = {
  address: '10.0.0.10',
  port: 2222,
  user: 'laas',
  simulated: false,
  machines: [
    { name: 'jump', role: 'JUMPHOST', user: 'laas', addresses: { admin: '10.0.0.10' } },
    { name: 'node1', role: 'NODE', user: 'laas"\nProxyCommand evil', addresses: { admin: '10.0.0.11' } },
    { name: 'node2', role: 'NODE', user: 'laas', addresses: {} },
  ],
};

test('names the port only where it is not the usual one', () => {
  expect(sshCommand(access)).toBe('ssh -p 2222 laas@10.0.0.10');
  expect(sshCommand({ ...access, port: 22 })).toBe('ssh laas@10.0.0.10');
});

test('reaches the machines behind the jump host through it', () => {
  const text = sshConfig(access);
  expect(text).toContain('Host jump\n    HostName "10.0.0.10"');
  expect(text).toContain('    ProxyJump jump');
  expect(text).not.toContain('Host node2');
});

test('lets no value leave its line', () => {
  expect(sshConfig(access)).toContain('User "laasProxyCommand evil"');
  expect(sshConfig(access)).not.toMatch(/^ *ProxyCommand/m);
});
