// What the pages of LaaS in Jenkins share: calls of the API with Jenkins' crumb, tables of text, times in the reader's zone.
// What they say comes with the page, in the reader's language: heads of tables, and the attributes of laas-texts.
const BAD = new Set(['FAILED', 'QUARANTINED', 'OFFLINE']);

export const byId = (id) => document.getElementById(id);

// Returns a text of the page, with values in the places of {0}, {1} and so on.
export function text(name, ...values) {
  return byId('laas-texts').dataset[name].replace(/\{(\d)\}/g, (place, number) => values[number]);
}

function headers() {
  const { crumbHeader, crumbValue } = document.head.dataset;
  const all = { 'Content-Type': 'application/json', 'LaaS-Channel': 'WEB' };
  if (crumbHeader) all[crumbHeader] = crumbValue;
  return all;
}

// Returns functions to read and to change what is below the path of the API.
export function client(path) {
  async function call(method, where, body) {
    const answer = await fetch(`${path}/${where}`, {
      method,
      headers: headers(),
      body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
    });
    const type = answer.headers.get('Content-Type') ?? '';
    if (!type.startsWith('application/json')) {
      throw new Error(text('loggedOut', answer.status));
    }
    const result = await answer.json();
    if (!answer.ok) throw new Error(result.message);
    return result;
  }
  return { get: (where) => call('GET', where), post: (where, body) => call('POST', where, body) };
}

// Returns a function that writes an instant, or a span of two, in the zone of the account, or of the browser if none is set.
export function clockOf(zone) {
  const format = new Intl.DateTimeFormat([], {
    dateStyle: 'medium', timeStyle: 'short', timeZone: zone || undefined });
  return (from, to) => {
    if (!from) return '';
    const time = document.createElement('time');
    time.dateTime = to ? `${from}/${to}` : from;
    time.textContent = to ? format.formatRange(new Date(from), new Date(to)) : format.format(new Date(from));
    return time;
  };
}

// Returns a text with another one, less important, below it.
export function withMore(first, more) {
  const box = document.createElement('div');
  box.append(first, Object.assign(document.createElement('div'), { className: 'laas-more', textContent: more ?? '' }));
  return box;
}

const offsetMillis = (zone, instant) => {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric',
    hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(instant).map((p) => [p.type, Number(p.value)]));
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) - instant.getTime();
};

// Returns the instant that a field of type datetime-local means in the zone; undefined if it is empty.
export function instantOf(local, zone) {
  if (!local) return undefined;
  if (!zone) return new Date(local).toISOString();
  const asUtc = Date.parse(`${local}Z`);
  const first = asUtc - offsetMillis(zone, new Date(asUtc));
  return new Date(asUtc - offsetMillis(zone, new Date(first))).toISOString();
}

export const zoneOf = (me) => me.zone || Intl.DateTimeFormat().resolvedOptions().timeZone;

// Asks with Jenkins' own dialog; what cannot be undone is asked first.
export function confirmed(question) {
  return window.dialog.confirm(question, { type: 'destructive' }).then(() => true, () => false);
}

export function button(title, work, destructive) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = destructive ? 'jenkins-button jenkins-!-destructive-color' : 'jenkins-button';
  made.textContent = title;
  made.addEventListener('click', async () => {
    made.disabled = true;
    await work();
    made.disabled = false;
  });
  return made;
}

export function buttons(...all) {
  const box = document.createElement('div');
  box.className = 'laas-buttons';
  box.append(...all);
  return box;
}

function cell(value) {
  const td = document.createElement('td');
  if (value instanceof Node) td.append(value);
  else td.textContent = value ?? '';
  if (BAD.has(value)) td.className = 'laas-bad';
  return td;
}

// Fills a table whose heads are there. Everything shown is text, never markup.
export function table(id, rows, none = text('none')) {
  const row = (cells) => {
    const tr = document.createElement('tr');
    tr.append(...cells);
    return tr;
  };
  const head = byId(id).tHead;
  const body = document.createElement('tbody');
  body.append(...rows.map((values) => row(values.map(cell))));
  if (rows.length === 0) body.append(row([Object.assign(cell(none), { colSpan: head.rows[0].cells.length })]));
  byId(id).replaceChildren(head, body);
}

export function say(sentence) {
  byId('laas-message').textContent = sentence;
}
