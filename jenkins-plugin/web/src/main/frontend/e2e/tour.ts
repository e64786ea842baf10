import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, test } from 'vitest';
import { api, closeAll, newPage, signIn, tokenFor } from './browser';

afterAll(closeAll);

const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVHqHJ0vJ0r0m1k3v5n5qvJ8wqjz0nH0m1k3v5n5qvJ ann@example.org';

async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(process.env.LAAS_TOUR ?? '.', `${name}.png`) });
}

test('takes the pictures of the tour', async () => {
  const ann = await tokenFor('ann', 'VIEW', 'BOOK', 'MANAGE_LABS');
  const bob = await tokenFor('bob', 'VIEW', 'BOOK');
  await api('/me/keys', { key: KEY }, ann);
  await api('/bookings', { pod: 'pair', length: 'PT6H', purpose: 'nightly tests', project: 'ci' }, bob);
  await api('/bookings', { pod: 'pair', start: hours(8), length: 'PT10H', purpose: 'upgrade rehearsal', project: 'nfv' }, bob);
  await api('/bookings', { pod: 'pair', start: hours(26), length: 'PT20H', purpose: 'training' }, bob);
  await api('/outages', { lab: 'sim', host: 'pretended', start: hours(60), end: hours(66), reason: 'new fans' });
  const { page, context } = await newPage({ viewport: { width: 1000, height: 620 } });
  await signIn(page, ann);
  await page.getByRole('button', { name: 'Book pharos' }).click();
  await page.getByText('It is free now.').waitFor();
  await page.getByLabel('What for').fill('first steps with OVS');
  await take(page, 'book');
  await page.getByRole('button', { name: 'Book it now' }).click();
  await page.getByRole('heading', { name: 'Access' }).waitFor();
  await page.locator('.machine').first().waitFor();
  await take(page, 'booking');
  await page.getByRole('heading', { name: 'Machines and networks' }).scrollIntoViewIfNeeded();
  await take(page, 'machines');
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByText('first steps with OVS').waitFor();
  await take(page, 'home');
  await page.goto(`${new URL(page.url()).origin}/calendar?zoom=2`);
  await page.locator('.timeline canvas').waitFor();
  await take(page, 'calendar');
  await page.goto(`${new URL(page.url()).origin}/pods/draw?from=pharos&lab=sim`);
  await page.locator('.machine').first().waitFor();
  await page.getByLabel('Part').selectOption('network:mgmt');
  await take(page, 'draw');
  await page.getByRole('link', { name: 'Statistics' }).click();
  await page.getByRole('img', { name: /^Weeks to come/ }).waitFor();
  await take(page, 'statistics');
  await page.goto(`${new URL(page.url()).origin}/admin/labs/sim/file`);
  await page.getByRole('textbox', { name: /^Text of/ }).waitFor();
  await take(page, 'lab-file');
  await context.close();
});
