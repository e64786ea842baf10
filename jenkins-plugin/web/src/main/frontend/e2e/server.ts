import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface LabServer {
  url: string;
  adminToken: string;
  work: string;
  /** Ends it and removes all that it kept. */
  stop: () => Promise<void>;
}

const LAB = `
lab: {name: sim, title: Simulated lab, contact: ops@example.org, zone: Europe/Paris}
hosts:
  - {name: pretended, uri: 'test:///default', accel: simulated, cores: 16, memory: 8G, disk: 1T, storage: /var/lib/laas/simulated, addresses: 10.84.0.0/16}
images:
  - {name: hollow, file: hollow.qcow2, user: laas}
pods:
  - name: pair
    description: A jump host and one node
    networks:
      - {name: admin, addressing: dhcp}
      - {name: lan, kind: ovs, vlan: 7, addressing: static}
    machines:
      - {name: jump, role: jumphost, cores: 1, memory: 128M, disk: 10G, networks: [admin, lan]}
      - {name: node, cores: 1, memory: 128M, disk: 10G, networks: [admin, lan]}
  - name: pharos
    description: Jump host and five nodes on four networks
    networks:
      - {name: admin, addressing: dhcp}
      - {name: mgmt, addressing: static}
      - {name: private, addressing: none}
      - {name: public, addressing: dhcp, uplink: nat}
    machines:
      - {name: jump, role: jumphost, cores: 1, memory: 256M, disk: 10G, networks: [admin, mgmt, private, public]}
      - {name: node, count: 5, cores: 1, memory: 256M, disk: 10G, networks: [admin, mgmt, private, public]}
  - name: rack
    description: One machine that stands all the time
    networks:
      - {name: admin, addressing: dhcp}
    machines:
      - {name: jump, role: jumphost, cores: 1, memory: 128M, disk: 10G, networks: [admin]}
vpods:
  - {name: rack1, host: pretended, pod: rack, config: plain}
configs:
  - {name: plain, image: hollow, description: The image as it is}
policy: {default-length: 4h, min-length: 10m, max-length: 7d, max-active: 20, max-future: 20, extension-window: 7d, cleaning: 1m, approval: {longer-than: 3d, approvers: [carol]}}
`;

const QUESTIONS = `
workflow: accounting
questions:
  - {name: ticket, title: Number of the ticket, pattern: '[A-Z]+-\\d+', default: NONE-0}
`;

/** Starts a whole server on machines that are only pretended. */
export async function startServer(): Promise<LabServer> {
  const classPath = process.env.LAAS_CLASS_PATH;
  if (!classPath) throw new Error('LAAS_CLASS_PATH must name the jars of the server; run test.sh');
  const work = mkdtempSync(join(tmpdir(), 'laas-e2e-'));
  const header = Buffer.alloc(4096);
  header.writeUInt32BE(0x514649fb, 0);
  header.writeUInt32BE(3, 4);
  writeFileSync(join(work, 'hollow.qcow2'), header);
  writeFileSync(join(work, 'lab.yaml'), LAB);
  mkdirSync(join(work, 'installers'));
  mkdirSync(join(work, 'workflow'));
  writeFileSync(join(work, 'workflow', 'accounting.yaml'), QUESTIONS);
  const server = spawn(
    'java',
    ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', classPath, 'io.laas.web.standalone.Main', 'server', '--lab', join(work, 'lab.yaml'), '--data', join(work, 'data'), '--port', '0', '--tick', '50'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(server.stdout).on('line', (line) => {
      const match = /^laas server: (http\S+)\//.exec(line);
      if (match?.[1]) resolve(match[1]);
    });
    void ended.then(() => reject(new Error('the server ended before it was up')));
  });
  const stop = async () => {
    server.kill();
    await ended;
    rmSync(work, { recursive: true, force: true });
  };
  return { url, adminToken: readFileSync(join(work, 'data', 'admin-token'), 'utf8').trim(), work, stop };
}
