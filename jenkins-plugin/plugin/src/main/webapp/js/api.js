// What the pages of LaaS in Jenkins share: calls of the API with Jenkins' crumb, tables of text, times in the reader's zone.
const BAD = new Set(['FAILED', 'QUARANTINED', 'OFFLINE']);

export const byId = (id) => document.getElementById(id);

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
      throw new Error(`Jenkins answered ${answer.status}; load the page again, you may have been logged out.`);
    }
    const result = await answer.json();
    if (!answer.ok) throw new Error(result.message);
    return result;
  }
  return { get: (where) => call('GET', where), post: (where, body) => call('POST', where, body) };
}

// Returns a function that writes instants in the zone of the account, or of the browser if none is set.
export function clockOf(zone) {
  const format = new Intl.DateTimeFormat([], {
    dateStyle: 'medium', timeStyle: 'short', timeZone: zone || undefined });
  return (text) => {
    if (!text) return '';
    const time = document.createElement('time');
    time.dateTime = text;
    time.textContent = format.format(new Date(text));
    return time;
  };
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

// Everything shown is text, never markup.
export function table(id, heads, rows, none) {
  const row = (cells) => {
    const tr = document.createElement('tr');
    tr.append(...cells);
    return tr;
  };
  const head = document.createElement('thead');
  head.append(row(heads.map((text) => Object.assign(document.createElement('th'), { textContent: text, scope: 'col' }))));
  const body = document.createElement('tbody');
  body.append(...rows.map((values) => row(values.map(cell))));
  if (rows.length === 0) body.append(row([Object.assign(cell(none), { colSpan: heads.length })]));
  byId(id).replaceChildren(head, body);
}

export function say(text) {
  byId('laas-message').textContent = text;
}
