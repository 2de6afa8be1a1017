// What was said to be saved is there: after closing, after the plug was pulled, beside damage, and beside another process.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startAgain } from '#test/support/electron-app.ts';
import { enginePid } from '#test/support/engine-of-app.ts';
import { eventually, startWorkbench, type Workbench, writeFiles } from '#test/support/workbench.ts';

const running: Workbench[] = [];

async function start(home?: string): Promise<Workbench> {
  const bench = await startWorkbench(home === undefined ? {} : { home });
  running.push(bench);
  return bench;
}

async function close(bench: Workbench): Promise<void> {
  running.splice(running.indexOf(bench), 1);
  await bench.running.close();
  expect(bench.complaints).toEqual([]);
}

async function kill(bench: Workbench): Promise<void> {
  running.splice(running.indexOf(bench), 1);
  await bench.running.kill();
  expect(bench.complaints).toEqual([]);
}

/** A realm of so many clients, imported; answers once the engine has acknowledged it. */
async function importRealm(bench: Workbench, name: string, count: number): Promise<void> {
  const clients = Array.from({ length: count }, (_, at) => ({ clientId: `${name}-${at}` }));
  const [path] = writeFiles({ [`${name}.json`]: JSON.stringify({ realm: name, clients }) });
  const answer = await bench.call('imports.run', { files: [{ path }] });
  expect(answer).toMatchObject({ ok: true, value: { files: [{ imported: count, rejected: 0 }] } });
}

const heldIn = async (bench: Workbench): Promise<string | null> => {
  await bench.press('Alt+1');
  await bench.editor.locator('.inventory').waitFor();
  return bench.inventoryCount();
};
const alert = (bench: Workbench) => bench.page.getByRole('alert');
const recent = (bench: Workbench, name: string) =>
  bench.page.getByRole('region', { name: 'Recent' }).getByRole('button', { name, exact: true });

/** Changes one bit in the middle of a record. */
function flip(workspace: string, seq: number): void {
  const file = join(workspace, 'journal.log');
  const lines = readFileSync(file, 'latin1').split('\n');
  const line = lines[seq - 1] ?? '';
  const at = line.indexOf('"at":"') + 8;
  lines[seq - 1] = `${line.slice(0, at)}${String.fromCharCode(line.charCodeAt(at) ^ 1)}${line.slice(at + 1)}`;
  writeFileSync(file, lines.join('\n'), 'latin1');
}

afterEach(async () => {
  const left = running.splice(0);
  for (const bench of left) await bench.running.close();
  expect(left.flatMap(({ complaints }) => complaints)).toEqual([]);
});

describe('a workspace', () => {
  it('is open again after a restart, and opens from the recent ones after it was closed', async () => {
    const first = await start();
    const { home } = first.running;
    await first.newWorkspace('Acme');
    await importRealm(first, 'shop', 12);
    await eventually(() => heldIn(first)).toBe('12 of 12');
    await close(first);

    const second = await start(home);
    await eventually(() => heldIn(second)).toBe('12 of 12');
    await second.command('Close Workspace');
    await second.status.getByText('no workspace').waitFor();
    await close(second);

    const third = await start(home);
    await third.status.getByText('no workspace').waitFor();
    await recent(third, 'Acme').click();
    await third.status.getByText('Acme').waitFor();
    await eventually(() => heldIn(third)).toBe('12 of 12');
    await third.command('Verify the Audit Chain');
    await third.page.getByText(/^Chain verified: \d+ records?, head/).waitFor();
  });

  it('has everything that was acknowledged when the app is killed in the same moment', async () => {
    let bench = await start();
    const { home } = bench.running;
    await bench.newWorkspace('Acme');
    for (const [round, name] of ['shop', 'bank'].entries()) {
      await importRealm(bench, name, 300);
      await kill(bench);
      bench = await start(home);
      await bench.status.getByText('Acme').waitFor();
      const whole = `${(round + 1) * 300} of ${(round + 1) * 300}`;
      await eventually(() => heldIn(bench)).toBe(whole);
      expect(await bench.call('audit.verify', {})).toMatchObject({ ok: true, value: { ok: true } });
    }
  });
});

describe('a journal with a bit that is not as it was', () => {
  it('is named by its record, and shows what came before it', async () => {
    const first = await start();
    const { home } = first.running;
    const path = await first.newWorkspace('Acme');
    await importRealm(first, 'shop', 12);
    await importRealm(first, 'bank', 7);
    const { value } = (await first.call('audit.verify', {})) as { value: { records: number } }; // Its shape in the contract.
    await close(first);
    flip(path, value.records);
    const damaged = readFileSync(join(path, 'journal.log'));

    const second = await start(home);
    const message = alert(second).getByText(`Record ${value.records} of the journal does not verify.`);
    await message.waitFor();
    await second.status.getByText('no workspace').waitFor();
    await second.running.screenshot('workspace-damaged');
    await alert(second).getByRole('button', { name: 'Dismiss' }).click();
    await message.waitFor({ state: 'detached' });

    // The same by hand.
    await recent(second, 'Acme').click();
    await message.waitFor();
    await alert(second).getByRole('button', { name: 'Open Read-Only' }).click();
    await second.status.getByText('read-only').waitFor();
    await second.status.getByText(`broken at record ${value.records}`).waitFor();
    await eventually(() => heldIn(second)).toBe('12 of 12');
    await second.running.screenshot('workspace-read-only');
    // Nothing can be added to it, and looking has changed nothing.
    const [more] = writeFiles({ 'more.json': '{"realm":"more","clients":[{"clientId":"one"}]}' });
    const refused = await second.call('imports.run', { files: [{ path: more }] });
    expect(refused).toMatchObject({ ok: false, error: { code: 'workspace.read_only' } });
    expect(readFileSync(join(path, 'journal.log')).equals(damaged)).toBe(true);
  });
});

describe('a workspace that another process holds', () => {
  it('says who that is and what can be done, reads along meanwhile, and opens once it is free', async () => {
    const holder = await start();
    const path = await holder.newWorkspace('Acme');
    await importRealm(holder, 'shop', 12);
    const other = await start();
    await other.answerDialogs([path]);
    await other.press('Control+O');
    await alert(other)
      .getByText(`The process ${await enginePid(holder.running.app)} holds this workspace.`)
      .waitFor();
    await alert(other).getByText('Close it there, or open it read-only.').waitFor();
    await other.running.screenshot('workspace-held');
    await alert(other).getByRole('button', { name: 'Open Read-Only' }).click();
    await other.status.getByText('read-only').waitFor();
    await eventually(() => heldIn(other)).toBe('12 of 12');

    await other.command('Close Workspace');
    await other.status.getByText('no workspace').waitFor();
    await other.press('Control+O');
    await alert(other).getByRole('button', { name: 'Try Again' }).waitFor();
    await close(holder);
    await alert(other).getByRole('button', { name: 'Try Again' }).click();
    await other.status.getByText('Acme').waitFor();
    await importRealm(other, 'bank', 7);
    await eventually(() => heldIn(other)).toBe('19 of 19');
  });
});

describe('a second start of the app', () => {
  it('ends at once and brings up the window of the first', async () => {
    const bench = await start();
    const { app, home } = bench.running;
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    const visible = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible()));
    await eventually(visible).toEqual([false]);
    expect(await startAgain(home)).toBe(0);
    await eventually(visible).toEqual([true]);
  });
});
