import { afterAll, expect, test } from 'vitest';
import { accessible, api, closeAll, newPage, shoot, signIn, tokenFor } from './browser';

afterAll(closeAll);

interface Booking {
  id: string;
  end: string;
  start: string;
}

const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();

test('shows who has what, books a slot that is dragged over, and extends by dragging the end', async () => {
  const token = await tokenFor('cal', 'VIEW', 'BOOK');
  const mine = await api<Booking>('/bookings', { pod: 'pair', length: 'PT4H', purpose: 'calendar' }, token);
  await api('/bookings', { pod: 'pharos', start: hours(5), length: 'PT6H', purpose: '<b>later</b>' });
  await api('/outages', { lab: 'sim', host: 'pretended', start: hours(30), end: hours(33), reason: 'new fans' });
  const { page, context, trouble } = await newPage();
  await signIn(page, token, '/calendar?zoom=1');
  const picture = page.locator('.timeline canvas');
  await picture.waitFor();
  await page.getByText('The bookings in sight as a table').click();
  await page.getByRole('link', { name: mine.id }).waitFor();
  await shoot(page, 'calendar');
  await accessible(page);

  await page.getByLabel('only mine').click();
  await page.getByRole('rowheader').nth(1).waitFor({ state: 'detached' });

  // the day shown begins a sixth of a day before now; rows are 26 high below a head of 30: the host's, its static pod's, mine
  const box = (await picture.boundingBox())!;
  const width = box.width - 150;
  const x = (when: number) => box.x + 150 + ((when - Date.now()) / 86_400_000 + 1 / 6) * width;
  const y = box.y + 30 + 26 * 2.5;

  await page.mouse.move(x(Date.parse(mine.end)), y);
  await page.mouse.down();
  await page.mouse.move(x(Date.parse(mine.end) + 3_600_000), y, { steps: 5 });
  await page.getByText('at the latest').waitFor();
  await page.mouse.move(x(Date.parse(mine.end) + 2 * 3_600_000), y, { steps: 5 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Extend it' }).click();
  await page.getByRole('button', { name: 'Extend it' }).waitFor({ state: 'detached' });
  const after = await api<Booking>(`/bookings/${mine.id}`, undefined, token);
  expect(Date.parse(after.end) - Date.parse(mine.end)).toBeGreaterThan(3_600_000);

  await page.mouse.move(x(Date.now() + 14 * 3_600_000), y);
  await page.mouse.down();
  await page.mouse.move(x(Date.now() + 16 * 3_600_000), y, { steps: 5 });
  await page.getByText(/^Book 2 h/).waitFor();
  await page.mouse.up();
  await page.getByRole('heading', { name: 'Book a pod' }).waitFor();
  await page.getByText('It is free then.').waitFor();
  await page.getByRole('button', { name: 'Book it' }).click();
  await page.waitForURL(/\/bookings\/b-\d+$/);
  await page.getByText(/^Starts /).waitFor();
  await page.getByRole('button', { name: 'Give up' }).click();
  await page.getByRole('button', { name: 'Give it up' }).click();
  await page.getByRole('heading', { name: /given up/ }).waitFor();
  expect(trouble.said).toEqual([]);
  await context.close();
  await api(`/bookings/${mine.id}/release`, {});
});
