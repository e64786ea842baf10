import { expect, test } from 'vitest';
import { Screen } from './screen';

const shown = async (text: string): Promise<Screen> => {
  const screen = new Screen();
  await new Promise<void>((resolve) => screen.write(text, resolve));
  return screen;
};

test('shows lines as a terminal does', async () => {
  const screen = await shown('one\r\ntwo\n three\rTHREE\n50 %\r100 %\n');
  expect(screen.text()).toBe('one\ntwo\nTHREEe\n100 %\n');
});

test('keeps a line whole that is longer than the terminal is wide', async () => {
  const long = 'kernel: '.repeat(30).trim();
  expect((await shown(`${long}\nnext\n`)).text()).toBe(`${long}\nnext\n`);
});

test('knows colours and nothing that reaches outside', async () => {
  const screen = await shown('[\u001b[32m OK \u001b[0m] up\u001b]0;a title\u0007\u001b]52;c;c2VjcmV0\u0007 \u001b]8;;http://evil\u0007link\u001b]8;;\u0007\n');
  expect(screen.lines()).toEqual([
    [
      { text: '[', look: '' },
      { text: ' OK ', look: 'colour-2' },
      { text: '] up link', look: '' },
    ],
  ]);
});

test('a screen that is drawn anew stands where it stood', async () => {
  const screen = await shown('first\n\u001b[2J\u001b[Hmenu\n> boot\n\u001b[2;1H> shell');
  expect(screen.text()).toContain('> shell');
  expect(screen.text()).not.toContain('> boot');
});

test('forgets the oldest lines', async () => {
  const screen = await shown(Array.from({ length: 3000 }, (_, i) => `line ${i}\n`).join(''));
  expect(screen.lines().length).toBeLessThan(1100);
  expect(screen.text()).toContain('line 2999\n');
  expect(screen.text()).not.toContain('line 10\n');
});

test('letters that are two cells wide stand once', async () => {
  expect((await shown('日本語 ok\n')).text()).toBe('日本語 ok\n');
});
