// Outages, virtual pods, hosts and leaks for those who manage labs.
import { button, buttons, byId, client, clockOf, confirmed, instantOf, say, table, zoneOf } from './api.js';

const api = client(byId('laas-labs').dataset.api);
const form = byId('laas-outage');
const MAX_SHOWN = 20;
let time = clockOf();
let zone;
let wanted;

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

function endNow(id) {
  return async () => {
    if (await confirmed(`End outage ${id} now?`)) await changed(() => api.post(`outages/${id}/end`), `Outage ${id} is over.`);
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

function places(labs, hosts) {
  const option = (text, lab, host) => {
    const made = new Option(text, JSON.stringify(host ? { lab, host } : { lab }));
    return made;
  };
  const all = labs.flatMap((lab) => [
    option(`lab ${lab.id}, all of it`, lab.id),
    ...hosts.filter((h) => h.lab === lab.id).map((h) => option(`host ${h.id} of ${lab.id}`, lab.id, h.id)),
  ]);
  if (form.place.options.length !== all.length) form.place.replaceChildren(...all);
}

async function draw() {
  const [labs, hosts, vpods, outages] = await Promise.all(
    [api.get('labs'), api.get('hosts'), api.get('vpods'), api.get('outages')]);
  places(labs, hosts);
  table('laas-outages', ['Outage', 'Where', 'Kind', 'When', 'Reason', 'By', ''], outages.map((o) =>
    [o.id, o.host ? `${o.lab}, host ${o.host}` : o.lab, o.kind.toLowerCase(), time(o.start, o.end), o.reason, o.by,
      button('End now', endNow(o.id), true)]), 'There is none.');
  table('laas-vpods', ['Virtual pod', 'Lab', 'Host', 'Kind', 'State', 'Booking', 'Reason', ''], vpods.map((v) =>
    [v.id, v.lab, v.host, v.kind.toLowerCase(), v.state, v.booking, v.reason, vpodActions(v)]), 'There is none.');
  table('laas-hosts', ['Host', 'Lab', 'State', 'Guests by', 'Cores', 'Memory GiB', 'Message'], hosts.map((h) =>
    [h.id, h.lab, h.state, h.accel, `${h.used.cores} of ${h.capacity.cores}`,
      `${Math.round(h.used.memoryMiB / 1024)} of ${Math.round(h.capacity.memoryMiB / 1024)}`, h.message]), 'There is none.');
}

function outage() {
  return { ...JSON.parse(form.place.value), start: instantOf(form.start.value, zone), end: instantOf(form.end.value, zone),
    kind: form.kind.value, reason: form.reason.value };
}

async function hitItem(id) {
  const item = document.createElement('li');
  const b = await api.get(`bookings/${id}`);
  item.append(`${id}: ${b.pod} of ${b.owner}, ${b.state.toLowerCase()}, `, time(b.start, b.end));
  return item;
}

async function showHits(hits) {
  byId('laas-hits').textContent = hits.length
    ? `It hits ${hits.length === 1 ? 'one booking, whose owner is' : `${hits.length} bookings, whose owners are`} told:`
    : 'It hits no booking.';
  const items = await Promise.all(hits.slice(0, MAX_SHOWN).map(hitItem));
  if (hits.length > MAX_SHOWN) items.push(Object.assign(document.createElement('li'), { textContent: `and ${hits.length - MAX_SHOWN} more` }));
  byId('laas-hit-list').replaceChildren(...items);
  byId('laas-preview').hidden = false;
}

function showLeaks(report) {
  table('laas-leaks', ['What', 'Host', 'Virtual pod', 'Resource', 'Name'],
    report.leaks.map((l) => [l.kind.toLowerCase(), l.host, l.vpod, l.resource, l.name]),
    report.unreachable.length ? report.unreachable.join('; ') : 'Hosts and database agree.');
  byId('laas-leaks').hidden = false;
  byId('laas-repair').hidden = report.leaks.length === 0;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  wanted = outage();
  await attempt(async () => showHits((await api.post('outages/preview', wanted)).hits));
});
form.addEventListener('input', () => { byId('laas-preview').hidden = true; });
byId('laas-set').addEventListener('click', async () => {
  // who sets it has seen what it hits
  await changed(() => api.post('outages?force=true', wanted), 'The outage is set.');
  byId('laas-preview').hidden = true;
});
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
  zone = me.zone;
  time = clockOf(zone);
  byId('laas-zone').textContent = zoneOf(me);
  await draw();
}, 'Changes take effect at once.');
