// Outages, virtual pods, hosts and leaks for those who manage labs.
import { button, buttons, byId, client, clockOf, confirmed, instantOf, say, table, text, zoneOf } from './api.js';

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
    if (await confirmed(text('reallyEnd', id))) await changed(() => api.post(`outages/${id}/end`), text('ended', id));
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

function places(labs, hosts) {
  const option = (name, lab, host) => {
    const made = new Option(name, JSON.stringify(host ? { lab, host } : { lab }));
    return made;
  };
  const all = labs.flatMap((lab) => [
    option(text('wholeLab', lab.id), lab.id),
    ...hosts.filter((h) => h.lab === lab.id).map((h) => option(text('hostOfLab', h.id, lab.id), lab.id, h.id)),
  ]);
  if (form.place.options.length !== all.length) form.place.replaceChildren(...all);
}

async function draw() {
  const [labs, hosts, vpods, outages] = await Promise.all(
    [api.get('labs'), api.get('hosts'), api.get('vpods'), api.get('outages')]);
  places(labs, hosts);
  table('laas-outages', outages.map((o) =>
    [o.id, o.host ? text('hostOfLab', o.host, o.lab) : o.lab, text(o.kind.toLowerCase()), time(o.start, o.end), o.reason, o.by,
      button(text('endNow'), endNow(o.id), true)]));
  table('laas-vpods', vpods.map((v) =>
    [v.id, v.lab, v.host, v.kind.toLowerCase(), v.state, v.booking, v.reason, vpodActions(v)]));
  table('laas-hosts', hosts.map((h) =>
    [h.id, h.lab, h.state, h.accel, text('ofAll', h.used.cores, h.capacity.cores),
      text('ofAll', Math.round(h.used.memoryMiB / 1024), Math.round(h.capacity.memoryMiB / 1024)), h.message]));
}

function outage() {
  return { ...JSON.parse(form.place.value), start: instantOf(form.start.value, zone), end: instantOf(form.end.value, zone),
    kind: form.kind.value, reason: form.reason.value };
}

async function hitItem(id) {
  const item = document.createElement('li');
  const b = await api.get(`bookings/${id}`);
  item.append(`${text('hit', id, b.pod, b.owner, b.state.toLowerCase())}, `, time(b.start, b.end));
  return item;
}

async function showHits(hits) {
  const amount = ['hitsNone', 'hitsOne'][hits.length] ?? 'hitsMany';
  byId('laas-hits').textContent = text(amount, hits.length);
  const items = await Promise.all(hits.slice(0, MAX_SHOWN).map(hitItem));
  if (hits.length > MAX_SHOWN) items.push(Object.assign(document.createElement('li'), { textContent: text('more', hits.length - MAX_SHOWN) }));
  byId('laas-hit-list').replaceChildren(...items);
  byId('laas-preview').hidden = false;
}

function showLeaks(report) {
  table('laas-leaks',
    report.leaks.map((l) => [l.kind.toLowerCase(), l.host, l.vpod, l.resource, l.name]),
    report.unreachable.length ? report.unreachable.join('; ') : text('noLeaks'));
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
  await changed(() => api.post('outages?force=true', wanted), text('outageSet'));
  byId('laas-preview').hidden = true;
});
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
  zone = me.zone;
  time = clockOf(zone);
  byId('laas-zone').textContent = zoneOf(me);
  await draw();
}, text('atOnce'));
