import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect, onTestFailed, test } from 'vitest';
import { jenkinsServer } from './jenkins';
import { startServer } from './server';

const SHOTS = process.env.LAAS_SHOTS ?? 'node_modules/.vitest/shots';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

// each file of tests has a server of its own, so that what one leaves is nothing that another sees
const jenkins = process.env.LAAS_JENKINS;
const server = jenkins ? jenkinsServer(jenkins) : await startServer();

/** A test of what the stand-alone server has and Jenkins does not: tokens of its own. */
export const testAlone = test.skipIf(Boolean(jenkins));

/** Address below which the pages are. */
export const url = server.url;
/** The directory of the lab file and of the data. */
export const work = server.work;
export const adminToken = server.adminToken;

let browser: Browser | undefined;

export async function openBrowser(): Promise<Browser> {
  browser ??= await chromium.launch({ executablePath: process.env.LAAS_CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  return browser;
}

/** Ends the browser and the server of this file of tests. */
export async function closeAll(): Promise<void> {
  await browser?.close();
  browser = undefined;
  await server.stop();
}

export interface Trouble {
  said: string[];
}

/** A page of a fresh browser whose complaints, such as violations of the content security policy, are kept. */
export async function newPage(options: Parameters<Browser['newContext']>[0] = {}): Promise<{ page: Page; context: BrowserContext; trouble: Trouble }> {
  const context = await (await openBrowser()).newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Europe/Paris', locale: 'en-GB', ...options });
  const page = await context.newPage();
  const trouble: Trouble = { said: [] };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') trouble.said.push(message.text());
  });
  page.on('pageerror', (error) => trouble.said.push(String(error)));
  onTestFailed(async ({ task }) => {
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: join(SHOTS, `failed ${task.name.slice(0, 60).replace(/\W+/g, ' ')}.png`) });
  });
  return { page, context, trouble };
}

export async function signIn(page: Page, token: string = adminToken, path = '/'): Promise<void> {
  await server.signIn(page, token, path);
}

/** Keeps a picture of the page: light, dark, and as narrow as a telephone. Jenkins as it comes has no dark theme. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  const before = page.viewportSize() ?? { width: 1280, height: 900 };
  await page.emulateMedia({ colorScheme: 'light' });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  if (!jenkins) {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.screenshot({ path: join(SHOTS, `${name}-dark.png`), fullPage: true });
    await page.emulateMedia({ colorScheme: 'light' });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: join(SHOTS, `${name}-narrow.png`), fullPage: true });
  // charts take their new size a moment later
  const wider = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(wider, { timeout: 30_000, message: `${name} is wider than a narrow screen` }).toBeLessThanOrEqual(0);
  await page.setViewportSize(before);
}

/** Fails if axe finds something serious, in light and in dark. */
export async function accessible(page: Page): Promise<void> {
  for (const colorScheme of jenkins ? (['light'] as const) : (['light', 'dark'] as const)) {
    await page.emulateMedia({ colorScheme });
    const found = await check(page);
    expect(found, `axe, ${colorScheme}, ${page.url()}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** axe comes in past the page's own policy, by the debugger. In Jenkins it looks at the pages and not at what Jenkins has around them. */
async function check(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(
    (within) => (globalThis as unknown as { axe: typeof axe }).axe.run(within, { resultTypes: ['violations'] }),
    jenkins ? '#laas' : 'html',
  );
  return results.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

/** Calls the API past the pages. */
export async function api<T>(path: string, body?: unknown, token: string = adminToken): Promise<T> {
  const response = await fetch(`${server.api}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { Authorization: server.authorization(token), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as T;
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

export async function tokenFor(user: string, ...rights: string[]): Promise<string> {
  return server.tokenFor(user, rights);
}

/** Kills the stand-alone server, does something while it is away, and starts it again. */
export async function restartServer(meanwhile: () => Promise<void>): Promise<void> {
  await server.restart(meanwhile);
}

/** Asks again until the answer is yes. */
export async function until(asked: () => Promise<boolean>): Promise<void> {
  await expect.poll(asked, { timeout: 30_000, interval: 100 }).toBe(true);
}
