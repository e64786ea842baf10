import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const HERE = dirname(fileURLToPath(import.meta.url));

/** Where the pages of a file of tests are. */
export interface LabServer {
  /** Address below which the pages are, without a slash at its end. */
  url: string;
  /** Address of the API. */
  api: string;
  /** For whoever may do everything. */
  adminToken: string;
  /** The directory that has `installers` and `workflow` of the lab. */
  work: string;
  /** Makes a token for somebody who has these rights. */
  tokenFor: (user: string, rights: string[]) => Promise<string>;
  /** The header that a program sends with its token. */
  authorization: (token: string) => string;
  /** Lets somebody in and goes to a page below the address. */
  signIn: (page: Page, token: string, path: string) => Promise<void>;
  /** Kills it, does something while it is away, and starts it again at the same address. */
  restart: (meanwhile: () => Promise<void>) => Promise<void>;
  /** Ends it and removes all that it kept. */
  stop: () => Promise<void>;
}

/** Starts a whole server on machines that are only pretended. */
export async function startServer(): Promise<LabServer> {
  const classPath = process.env.LAAS_CLASS_PATH;
  if (!classPath) throw new Error('LAAS_CLASS_PATH must name the jars of the server; run test.sh');
  const work = mkdtempSync(join(tmpdir(), 'laas-e2e-'));
  const header = Buffer.alloc(4096);
  header.writeUInt32BE(0x514649fb, 0);
  header.writeUInt32BE(3, 4);
  writeFileSync(join(work, 'hollow.qcow2'), header);
  const disc = Buffer.alloc(17 * 2048);
  disc.write('CD001', 16 * 2048 + 1);
  writeFileSync(join(work, 'netinst.iso'), disc);
  copyFileSync(join(HERE, 'lab.yaml'), join(work, 'lab.yaml'));
  mkdirSync(join(work, 'installers'));
  mkdirSync(join(work, 'workflow'));
  copyFileSync(join(HERE, 'accounting.yaml'), join(work, 'workflow', 'accounting.yaml'));
  const launch = async (port: number) => {
    const server = spawn(
      'java',
      ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', classPath, 'io.laas.web.standalone.Main', 'server', '--lab', join(work, 'lab.yaml'), '--data', join(work, 'data'), '--port', String(port), '--tick', '50'],
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
    return { server, ended, url };
  };
  let running = await launch(0);
  const url = running.url;
  const end = async (signal: NodeJS.Signals) => {
    running.server.kill(signal);
    await running.ended;
  };
  const restart = async (meanwhile: () => Promise<void>) => {
    await end('SIGKILL');
    await meanwhile();
    running = await launch(Number(new URL(url).port));
  };
  const stop = async () => {
    await end('SIGTERM');
    rmSync(work, { recursive: true, force: true });
  };
  const api = `${url}/api/v1`;
  const adminToken = readFileSync(join(work, 'data', 'admin-token'), 'utf8').trim();
  const authorization = (token: string) => `Bearer ${token}`;
  const tokenFor = async (user: string, rights: string[]) => {
    const response = await fetch(`${api}/tokens`, {
      method: 'POST',
      headers: { Authorization: authorization(adminToken), 'Content-Type': 'application/json' },
      body: JSON.stringify({ user, name: 'e2e', rights }),
    });
    if (!response.ok) throw new Error(`a token for ${user}: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { secret: string }).secret;
  };
  const signIn = async (page: Page, token: string, path: string) => {
    await page.goto(url + path);
    await page.getByLabel('Token').fill(token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  };
  return { url, api, adminToken, work, tokenFor, authorization, signIn, restart, stop };
}
