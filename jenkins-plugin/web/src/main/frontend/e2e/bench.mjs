// Measures the pages in Chromium: how soon the first one can be used, and how long frames take while a calendar of 300 rows and
// 5,000 bookings is scrolled. The pages are those that were built; the API is played by this script, so that nothing else is measured.
// usage: node bench.mjs BUILT-DIRECTORY
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';

const ROWS = 300;
const BOOKINGS = 5000;
const HOUR = 3_600_000;
const FRAMES = 600;
const SLOW_MILLIS = 50;
const built = process.argv[2];
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

const now = Math.floor(Date.now() / HOUR) * HOUR;
const iso = (instant) => new Date(instant).toISOString();
const hosts = Array.from({ length: 10 }, (_, i) => ({
  id: `host${i}`, lab: 'bench', accel: 'KVM', state: 'ONLINE', message: '',
  capacity: { cores: 96, memoryMiB: 1 << 20, diskGiB: 10000 }, used: { cores: 0, memoryMiB: 0, diskGiB: 0 },
}));
const vpods = Array.from({ length: ROWS - 2 * hosts.length }, (_, i) => ({
  id: `vpod${i}`, lab: 'bench', host: `host${i % hosts.length}`, pod: 'pharos', config: 'plain', kind: 'STATIC', state: 'FREE',
}));
const bars = Array.from({ length: BOOKINGS }, (_, i) => {
  const vpod = vpods[i % vpods.length];
  const start = now - 72 * HOUR + Math.floor(i / vpods.length) * 12 * HOUR + (i % 7) * HOUR;
  return {
    booking: `b-${i + 1}`, lab: 'bench', pod: 'pharos', owner: `user${i % 40}`, project: `project${i % 9}`, purpose: 'measuring the calendar',
    state: ['SCHEDULED', 'ACTIVE', 'DONE'][i % 3], host: vpod.host, vpod: vpod.id, start: iso(start), end: iso(start + 10 * HOUR),
    cleanUntil: iso(start + 10.25 * HOUR), mine: i % 40 === 0, offered: false,
  };
}).sort((a, b) => a.start.localeCompare(b.start));
const ANSWERS = {
  '/me': { user: 'bench', rights: ['VIEW', 'BOOK'], zone: 'UTC' },
  '/labs': [{ id: 'bench', title: 'Bench', contact: 'nobody', zone: 'UTC', hosts: hosts.map((h) => h.id), policy: {} }],
  '/hosts': hosts, '/vpods': vpods, '/outages': [], '/pods': [], '/configs': [], '/bookings': { items: [] },
  '/calendar': { from: iso(now), to: iso(now), bars, cut: false },
};

const server = createServer((request, response) => {
  const path = new URL(request.url, 'http://x').pathname;
  if (path === '/api/v1/events/stream') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(': alive\n\n');
  } else if (path.startsWith('/api/v1/')) {
    const answer = ANSWERS[path.slice('/api/v1'.length)];
    response.writeHead(answer ? 200 : 404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(answer ?? { code: 'NOT_FOUND', message: path, details: {} }));
  } else {
    const file = extname(path) ? path : '/index.html';
    const bytes = readFileSync(join(built, file));
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(file === '/index.html' ? bytes.toString().replaceAll('"./', '"/') : bytes);
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: process.env.LAAS_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const shown = (millis) => `${Math.round(millis * 10) / 10} ms`;

const first = [];
for (let turn = 0; turn < 5; turn++) {
  const context = await browser.newContext();
  await context.addInitScript(() => sessionStorage.setItem('laas-token', 'bench'));
  const page = await context.newPage();
  await page.goto(url);
  await page.getByText('You have no booking.').waitFor();
  first.push(await page.evaluate(() => performance.now()));
  await context.close();
}
console.log(`first page usable after ${shown(quantile(first, 0.5))} (median of ${first.length} new browsers, longest ${shown(Math.max(...first))})`);

const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
await context.addInitScript(() => sessionStorage.setItem('laas-token', 'bench'));
const page = await context.newPage();
await page.goto(`${url}/calendar?zoom=4`);
await page.locator('.timeline canvas').waitFor();
await page.waitForFunction(() => document.querySelector('.timeline').scrollHeight > 5000);
const frames = await page.evaluate(async (count) => {
  const box = document.querySelector('.timeline');
  const most = box.scrollHeight - box.clientHeight;
  const times = [];
  let before = await new Promise(requestAnimationFrame);
  for (let i = 1; i <= count; i++) {
    box.scrollTop = most * Math.abs(Math.sin((i / count) * Math.PI * 2));
    const at = await new Promise(requestAnimationFrame);
    times.push(at - before);
    before = at;
  }
  return times;
}, FRAMES);
const slow = frames.filter((millis) => millis > SLOW_MILLIS).length;
console.log(`calendar of ${ROWS} rows and ${BOOKINGS} bookings, ${FRAMES} frames scrolled: median ${shown(quantile(frames, 0.5))}, 99 of 100 ${shown(quantile(frames, 0.99))}, longest ${shown(Math.max(...frames))}, ${slow} over ${SLOW_MILLIS} ms`);
console.log(`load of this machine meanwhile: ${loadavg()[0].toFixed(1)} on ${cpus().length} processors`);
await browser.close();
server.closeAllConnections();
server.close();
