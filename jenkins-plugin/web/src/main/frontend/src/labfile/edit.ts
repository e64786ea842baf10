import { isMap, isScalar, isSeq, parseDocument, type Node, type Pair, type YAMLMap } from 'yaml';

/** The keys of a policy whose values are one word or a list of words, with what stands in the reference for them. */
export const POLICY_KEYS = [
  'default-length',
  'min-length',
  'max-length',
  'max-extensions',
  'max-extension',
  'extension-window',
  'max-active',
  'max-future',
  'pipeline-default',
  'pipeline-max',
  'horizon',
  'cleaning',
  'reminders',
  'offer-stands',
  'keep-unused-images',
  'forget-people',
] as const;
export type PolicyKey = (typeof POLICY_KEYS)[number];

const VALUE = /^[A-Za-z0-9]+$|^[A-Za-z0-9]+(, *[A-Za-z0-9]+)*$/;
const AGAIN = 'It is no YAML that a line can be put into; check it and write the line by hand.';

interface Placed {
  /** Where it begins. */
  from: number;
  /** Where it ends, without what follows it on its line. */
  to: number;
}

/** The lab file with a value of its root, by the places where they stand, so that comments and layout stay as they are. */
function root(text: string): { map: YAMLMap; pair: (key: string) => Pair<Node, Node | null> | undefined } {
  const document = parseDocument(text, { keepSourceTokens: true });
  const map = document.contents;
  if (document.errors.length > 0 || !isMap(map) || map.flow) throw new Error(AGAIN);
  return { map, pair: (key) => pairOf(map, key) };
}

const pairOf = (map: YAMLMap, key: string) =>
  map.items.find((item) => isScalar(item.key) && item.key.value === key) as Pair<Node, Node | null> | undefined;

function place(node: Node): Placed {
  if (!node.range) throw new Error(AGAIN);
  return { from: node.range[0], to: node.range[1] };
}

const splice = (text: string, from: number, to: number, put: string): string => text.slice(0, from) + put + text.slice(to);

/** Where the line that holds the place goes on to the next; at the end of a text without a last line feed that is its end. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

const under = (text: string, line: string): string => `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`;

/** Fails unless what came of an edit can still be read. */
function readable(text: string): string {
  if (parseDocument(text).errors.length > 0) throw new Error(AGAIN);
  return text;
}

/** The end of what a node holds, before blanks and comments behind it. */
function contentEnd(text: string, node: Node): number {
  const { from, to } = place(node);
  return from + text.slice(from, to).trimEnd().length;
}

/** Puts static pods, each written as a mapping in braces, at the end of those that the lab file has. */
export function addVpods(text: string, items: readonly string[]): string {
  const pair = root(text).pair('vpods');
  if (!pair) return readable(under(text, `vpods:\n${items.map((item) => `  - ${item}`).join('\n')}`));
  const list = pair.value;
  if (isSeq(list) && list.flow) {
    const end = contentEnd(text, list) - 1;
    return readable(splice(text, end, end, `${list.items.length > 0 ? ', ' : ''}${items.join(', ')}`));
  }
  if (isSeq(list) && list.items.length > 0) {
    const first = place(list.items[0] as Node).from;
    const indent = /^\s*/.exec(text.slice(lineStart(text, first), first))?.[0] ?? '  ';
    const end = lineEnd(text, contentEnd(text, list));
    return readable(splice(text, end, end, items.map((item) => `\n${indent}- ${item}`).join('')));
  }
  if (list !== null && !(isScalar(list) && list.value === null)) throw new Error(AGAIN);
  const end = lineEnd(text, place(pair.key).to);
  return readable(splice(text, end, end, items.map((item) => `\n  - ${item}`).join('')));
}

/** The names of the static pods that the lab file has. */
export function vpodNames(text: string): string[] {
  const list = root(text).pair('vpods')?.value;
  return isSeq(list) ? list.items.filter(isMap).map((item) => String(item.get('name'))) : [];
}

function policyOf(text: string): YAMLMap | undefined {
  const value = root(text).pair('policy')?.value;
  return isMap(value) ? value : undefined;
}

/** What the lab file says of its policy, as it is written there; lists without their brackets. */
export function policyValues(text: string): Partial<Record<PolicyKey, string>> {
  const policy = policyOf(text);
  const values: Partial<Record<PolicyKey, string>> = {};
  for (const key of POLICY_KEYS) {
    const value = policy ? pairOf(policy, key)?.value : undefined;
    if (isSeq(value)) values[key] = (value.toJSON() as unknown[]).map(String).join(', ');
    else if (isScalar(value)) values[key] = value.source ?? String(value.value);
  }
  return values;
}

/** Says what is wrong with a value as such; whether the lab can have it, the server says. */
export const valueMistake = (value: string): string | undefined =>
  value.trim() === '' || VALUE.test(value.trim()) ? undefined : 'One word such as 7d or 2, or several with commas.';

/** Writes a value of the policy; an empty one takes the key out, so that the default counts. */
export function setPolicy(text: string, key: PolicyKey, value: string): string {
  const words = value.trim();
  if (valueMistake(words)) throw new Error(`${key}: ${valueMistake(words) ?? ''}`);
  const written = key === 'reminders' && words !== '' ? `[${words}]` : words;
  const policy = policyOf(text);
  const pair = policy ? pairOf(policy, key) : undefined;
  if (pair && words === '') return readable(taken(text, policy as YAMLMap, pair));
  if (pair?.value) {
    const { from } = place(pair.value);
    return readable(splice(text, from, contentEnd(text, pair.value), written));
  }
  if (words === '') return text;
  return readable(added(text, policy, `${key}: ${written}`));
}

function added(text: string, policy: YAMLMap | undefined, line: string): string {
  if (!policy) {
    const pair = root(text).pair('policy');
    if (!pair) return under(text, `policy:\n  ${line}`);
    const end = lineEnd(text, place(pair.key).to);
    return splice(text, end, end, `\n  ${line}`);
  }
  if (policy.flow) {
    const end = contentEnd(text, policy) - 1;
    return splice(text, end, end, `${policy.items.length > 0 ? ', ' : ''}${line}`);
  }
  const first = place(policy.items[0]?.key as Node).from;
  const end = lineEnd(text, contentEnd(text, policy));
  return splice(text, end, end, `\n${' '.repeat(first - lineStart(text, first))}${line}`);
}

function taken(text: string, policy: YAMLMap, pair: Pair<Node, Node | null>): string {
  const from = place(pair.key).from;
  const to = pair.value ? contentEnd(text, pair.value) : place(pair.key).to;
  if (policy.flow) {
    const after = /^\s*,\s*/.exec(text.slice(to));
    if (after) return splice(text, from, to + after[0].length, '');
    const before = /,?\s*$/.exec(text.slice(0, from))?.[0].length ?? 0;
    return splice(text, from - before, to, '');
  }
  if (policy.items.length === 1) {
    const whole = root(text).pair('policy');
    if (!whole) throw new Error(AGAIN);
    return splice(text, lineStart(text, place(whole.key).from), Math.min(text.length, lineEnd(text, to) + 1), '');
  }
  return splice(text, lineStart(text, from), Math.min(text.length, lineEnd(text, to) + 1), '');
}
