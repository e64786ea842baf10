// Outages, virtual pods, hosts and leaks for those who manage labs.
import { button, buttons, byId, client, clockOf, say, table, zoneOf } from './api.js';
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
    return buttons(button('Return to service', () => changed(() => api.post(`${path}/return`), `${vpod.id} is cleaned and then free.`)));
  }
  if (vpod.kind !== 'STATIC') return '';
  return buttons(
    button('Quarantine', reasoned(`${path}/quarantine`, `Why is ${vpod.id} quarantined?`, `${vpod.id} is taken out of service.`), true),
    button('Drain', reasoned(`${path}/drain`, `Why is ${vpod.id} drained?`, `${vpod.id} takes no further bookings.`)));
}

async function draw() {
  const [labs, hosts, vpods, ...ofOutages] = await Promise.all(
    ['labs', 'hosts', 'vpods', 'outages', 'outages/series', 'outages/questions'].map(api.get));
  outages.places(labs, hosts);
  outages.draw(...ofOutages);
  table('laas-vpods', ['Virtual pod', 'Lab', 'Host', 'Kind', 'State', 'Booking', 'Reason', ''], vpods.map((v) =>
    [v.id, v.lab, v.host, v.kind.toLowerCase(), v.state, v.booking, v.reason, vpodActions(v)]), 'There is none.');
  table('laas-hosts', ['Host', 'Lab', 'State', 'Guests by', 'Cores', 'Memory GiB', 'Message'], hosts.map((h) =>
    [h.id, h.lab, h.state, h.accel, `${h.used.cores} of ${h.capacity.cores}`,
      `${Math.round(h.used.memoryMiB / 1024)} of ${Math.round(h.capacity.memoryMiB / 1024)}`, h.message]), 'There is none.');
}

function showLeaks(report) {
  table('laas-leaks', ['What', 'Host', 'Virtual pod', 'Resource', 'Name'],
    report.leaks.map((l) => [l.kind.toLowerCase(), l.host, l.vpod, l.resource, l.name]),
    report.unreachable.length ? report.unreachable.join('; ') : 'Hosts and database agree.');
  byId('laas-leaks').hidden = false;
  byId('laas-repair').hidden = report.leaks.length === 0;
}

byId('laas-ask').addEventListener('click', async () => {
  const report = await attempt(() => api.get('leaks'), 'The hosts were asked.');
  if (report) showLeaks(report);
});
byId('laas-repair').addEventListener('click', async () => {
  const report = await attempt(() => api.post('leaks/repair'), 'What is ours, unknown and old enough was removed.');
  if (report) showLeaks(report);
});

attempt(async () => {
  const me = await api.get('me');
  page.zone = me.zone;
  page.time = clockOf(me.zone);
  byId('laas-zone').textContent = zoneOf(me);
  await draw();
}, 'Changes take effect at once.');
