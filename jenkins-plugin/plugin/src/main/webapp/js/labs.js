// Outages, virtual pods, hosts and leaks for those who manage labs.
import { button, buttons, byId, client, clockOf, say, table, text, zoneOf } from './api.js';
import { outagesOf } from './outages.js';

const api = client(byId('laas-labs').dataset.api);
const page = { api, attempt, changed, time: clockOf(), zone: undefined };
const outages = outagesOf(page);

async function attempt(work, done) {
  try {
    const result = await work();
    if (done) say(done);
    return result;
  } catch (problem) {
    say(problem.message);
    return undefined;
  }
}

function changed(work, done) {
  return attempt(async () => {
    await work();
    await draw();
  }, done);
}

function reasoned(path, question, done) {
  return async () => {
    const reason = await window.dialog.prompt(question, { okText: 'OK' }).catch(() => undefined);
    if (reason) await changed(() => api.post(path, { reason }), done);
  };
}

function vpodActions(vpod) {
  const path = `vpods/${encodeURIComponent(vpod.id)}`;
  if (vpod.state === 'QUARANTINED' || vpod.state === 'DRAINED') {
    return buttons(button(text('return'), () => changed(() => api.post(`${path}/return`), text('returned', vpod.id))));
  }
  if (vpod.kind !== 'STATIC') return '';
  return buttons(
    button(text('quarantine'), reasoned(`${path}/quarantine`, text('whyQuarantine', vpod.id), text('quarantined', vpod.id)), true),
    button(text('drain'), reasoned(`${path}/drain`, text('whyDrain', vpod.id), text('drained', vpod.id))));
}

async function draw() {
  const [labs, hosts, vpods, ...ofOutages] = await Promise.all(
    ['labs', 'hosts', 'vpods', 'outages', 'outages/series', 'outages/questions'].map(api.get));
  outages.places(labs, hosts);
  outages.draw(...ofOutages);
  table('laas-vpods', vpods.map((v) =>
    [v.id, v.lab, v.host, v.kind.toLowerCase(), v.state, v.booking, v.reason, vpodActions(v)]));
  table('laas-hosts', hosts.map((h) =>
    [h.id, h.lab, h.state, h.accel, text('ofAll', h.used.cores, h.capacity.cores),
      text('ofAll', Math.round(h.used.memoryMiB / 1024), Math.round(h.capacity.memoryMiB / 1024)), h.message]));
}

function showLeaks(report) {
  table('laas-leaks',
    report.leaks.map((l) => [l.kind.toLowerCase(), l.host, l.vpod, l.resource, l.name]),
    report.unreachable.length ? report.unreachable.join('; ') : text('noLeaks'));
  byId('laas-leaks').hidden = false;
  byId('laas-repair').hidden = report.leaks.length === 0;
}

byId('laas-ask').addEventListener('click', async () => {
  const report = await attempt(() => api.get('leaks'), text('asked'));
  if (report) showLeaks(report);
});
byId('laas-repair').addEventListener('click', async () => {
  const report = await attempt(() => api.post('leaks/repair'), text('repaired'));
  if (report) showLeaks(report);
});

attempt(async () => {
  const me = await api.get('me');
  page.zone = me.zone;
  page.time = clockOf(me.zone);
  byId('laas-zone').textContent = zoneOf(me);
  await draw();
}, text('atOnce'));
