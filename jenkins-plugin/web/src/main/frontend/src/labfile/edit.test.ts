import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { addVpods, policyValues, setPolicy, valueMistake, vpodNames } from './edit';

const LAB = `# the lab of the cellar
lab: {name: cellar}   # stays
vpods:
  - name: rack1   # the first
    host: h1
  # the last
  - {name: rack2, host: h1} # two
# what people may do
policy:
  max-length: 7d   # a week
  reminders: [3d, 1d]
hosts: []
`;

test('puts static pods behind those that are there, and leaves everything else', () => {
  expect(addVpods(LAB, ['{name: a}', '{name: b}'])).toBe(
    LAB.replace('# two\n', '# two\n  - {name: a}\n  - {name: b}\n'),
  );
  expect(vpodNames(LAB)).toEqual(['rack1', 'rack2']);
});

test.each([
  ['lab: {name: x}', 'lab: {name: x}\nvpods:\n  - {name: a}\n'],
  ['vpods: # none\npods: []\n', 'vpods: # none\n  - {name: a}\npods: []\n'],
  ['vpods: []\npods: []\n', 'vpods: [{name: a}]\npods: []\n'],
  ['vpods: [{name: z}, {name: y}] # two\n', 'vpods: [{name: z}, {name: y}, {name: a}] # two\n'],
  ['vpods:\n- name: z\n  host: h\npods: []\n', 'vpods:\n- name: z\n  host: h\n- {name: a}\npods: []\n'],
  ['vpods:\n  - {name: z}', 'vpods:\n  - {name: z}\n  - {name: a}'],
  ['vpods:\n  - name: z\n    host: h\n\n# end\n', 'vpods:\n  - name: z\n    host: h\n  - {name: a}\n\n# end\n'],
  ['lab: {name: x}\r\nvpods:\r\n  - {name: z}\r\npods: []\r\n', 'lab: {name: x}\r\nvpods:\r\n  - {name: z}\n  - {name: a}\r\npods: []\r\n'],
])('finds the place for a static pod in %j', (text, wanted) => {
  expect(addVpods(text, ['{name: a}']).replaceAll('\r', '')).toBe(wanted.replaceAll('\r', ''));
});

test('reads the policy as it is written', () => {
  expect(policyValues(LAB)).toEqual({ 'max-length': '7d', reminders: '3d, 1d' });
  expect(policyValues('lab: {name: x}\n')).toEqual({});
});

test('changes, adds and takes out keys of a policy, and leaves everything else', () => {
  expect(setPolicy(LAB, 'max-length', '5d')).toBe(LAB.replace('7d   #', '5d   #'));
  expect(setPolicy(LAB, 'reminders', '2d')).toBe(LAB.replace('[3d, 1d]', '[2d]'));
  expect(setPolicy(LAB, 'cleaning', '5m')).toBe(LAB.replace('[3d, 1d]\n', '[3d, 1d]\n  cleaning: 5m\n'));
  expect(setPolicy(LAB, 'max-length', ' ')).toBe(LAB.replace('  max-length: 7d   # a week\n', ''));
  expect(setPolicy(LAB, 'horizon', '')).toBe(LAB);
});

test.each([
  ['policy: {max-length: 7d, cleaning: 1m} # x\n', 'max-length', '5d', 'policy: {max-length: 5d, cleaning: 1m} # x\n'],
  ['policy: {max-length: 7d, cleaning: 1m}\n', 'max-active', '3', 'policy: {max-length: 7d, cleaning: 1m, max-active: 3}\n'],
  ['policy: {max-length: 7d, cleaning: 1m}\n', 'max-length', '', 'policy: {cleaning: 1m}\n'],
  ['policy: {max-length: 7d, cleaning: 1m}\n', 'cleaning', '', 'policy: {max-length: 7d}\n'],
  ['policy: {}\n', 'cleaning', '1m', 'policy: {cleaning: 1m}\n'],
  ['policy:\nlab: {name: x}\n', 'cleaning', '1m', 'policy:\n  cleaning: 1m\nlab: {name: x}\n'],
  ['lab: {name: x}', 'cleaning', '1m', 'lab: {name: x}\npolicy:\n  cleaning: 1m\n'],
  ['policy:\n  cleaning: 1m\nlab: {name: x}\n', 'cleaning', '', 'lab: {name: x}\n'],
  ['policy: {approval: {pods: [a]}}\n', 'cleaning', '1m', 'policy: {approval: {pods: [a]}, cleaning: 1m}\n'],
] as const)('finds the place for a key of a policy in %j', (text, key, value, wanted) => {
  expect(setPolicy(text, key, value)).toBe(wanted);
});

test('touches no text that is no YAML, and writes no value that would be more than one', () => {
  expect(() => addVpods('lab: {name: [', ['{name: a}'])).toThrow('write the line by hand');
  expect(() => addVpods('- a\n', ['{name: a}'])).toThrow('write the line by hand');
  expect(() => setPolicy(LAB, 'max-length', '7d\nhosts: [evil]')).toThrow('One word');
  expect(() => setPolicy(LAB, 'max-length', '7d # <script>')).toThrow('One word');
  expect([valueMistake('3d, 1d'), valueMistake(''), valueMistake('7 d')?.slice(0, 8)]).toEqual([undefined, undefined, 'One word']);
});

/** All ways of putting the parts of a lab file together that people have. */
function* layouts(): Generator<string> {
  const heads = ['', '# a comment\n', '---\n', 'lab: {name: x} # here\n'];
  const lists = ['', 'vpods:\n', 'vpods: []\n', 'vpods: [ {name: p} ]  # one\n', 'vpods:\n- {name: p}\n', 'vpods:\n    - name: p\n      host: h # the host\n\n', 'vpods: # all\n  # first\n  - name: p\n    # second\n  - {name: q,\n     host: h}\n'];
  const policies = ['', 'policy: {cleaning: 1m,\n  max-length: 7d}\n', 'policy:\n  cleaning: 1m\n  # a week\n  max-length: 7d\n', 'policy:\n    max-length: "7d" # quoted\n'];
  const tails = ['hosts: []\n', 'hosts: []', '# the end\nhosts:\n  - {name: h}\n...\n'];
  for (const head of heads) for (const list of lists) for (const policy of policies) for (const tail of tails) yield head + list + policy + tail;
}

test('in every layout, an edit puts in what it says and changes nothing else', () => {
  let count = 0;
  for (const text of layouts()) {
    // what ends with the mark of a document's end has no place behind it
    if (text.includes('...') && (!text.includes('vpods:') || !text.includes('policy:'))) continue;
    count++;
    const before = parse(text) as { vpods?: unknown[] | null; policy?: Record<string, unknown> };
    const more = addVpods(text, ['{name: a}', '{name: b}']);
    expect(parse(more), text).toEqual({ ...before, vpods: [...(before.vpods ?? []), { name: 'a' }, { name: 'b' }] });
    const lines = more.split('\n');
    expect(text.split('\n').filter((line) => line.includes('#')).every((line) => lines.includes(line) || line.startsWith('vpods: ['))).toBe(true);
    const policy = setPolicy(setPolicy(text, 'max-length', '5d'), 'max-active', '3');
    expect(parse(policy), text).toEqual({ ...before, policy: { ...before.policy, 'max-length': '5d', 'max-active': 3 } });
    expect(parse(setPolicy(setPolicy(policy, 'max-active', ''), 'max-length', '')), text).toEqual(
      before.policy && 'cleaning' in before.policy ? { ...before, policy: { cleaning: '1m' } } : expect.objectContaining({ hosts: expect.anything() as unknown }),
    );
  }
  expect(count).toBeGreaterThan(200);
});
