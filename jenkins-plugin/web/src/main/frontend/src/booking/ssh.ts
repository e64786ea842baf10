import type { Access } from '../api/types';

const SSH = 22;

/** What a person types to get to the jump host. */
export function sshCommand(access: Access): string {
  return `ssh ${access.port === SSH ? '' : `-p ${access.port} `}${access.user}@${access.address}`;
}

/** Values go into quotes; what could leave them is left out. */
const quoted = (value: string): string => `"${value.replace(/[\p{Cc}"\\]/gu, '')}"`;

function host(name: string, address: string, user: string, more: string[]): string {
  return [
    `Host ${name}`,
    `    HostName ${quoted(address)}`,
    `    User ${quoted(user)}`,
    '    StrictHostKeyChecking accept-new',
    ...more.map((line) => `    ${line}`),
  ].join('\n');
}

/** A configuration for ssh in which the machines have their names; those behind the jump host are reached through it. */
export function sshConfig(access: Access): string {
  const [jump, ...others] = access.machines;
  const door = jump?.name ?? 'jump';
  const behind = others.flatMap((machine) => {
    const address = Object.values(machine.addresses)[0];
    return address ? [host(machine.name, address, machine.user, [`ProxyJump ${door}`])] : [];
  });
  return `${[host(door, access.address, access.user, [`Port ${access.port}`]), ...behind].join('\n\n')}\n`;
}
