import { beforeEach, expect, it } from 'vitest';
import { useSession } from '#renderer/state/session.ts';
import type { ContextKeys } from './command.ts';
import { installContributions, runCommand } from './contributions.ts';

const ran: string[] = [];
const reported: unknown[] = [];
let keys: Partial<ContextKeys> = {};
const aCommand = (id: string, when: (keys: ContextKeys) => boolean) => ({
  id,
  title: id,
  category: 'Test',
  when,
  run: async () => void ran.push(id),
});

beforeEach(() => {
  ran.length = 0;
  reported.length = 0;
  installContributions({
    commands: [
      aCommand('change', ({ workspaceOpen, readOnly }) => workspaceOpen && !readOnly),
      aCommand('look', ({ workspaceOpen }) => workspaceOpen),
    ],
    editors: [],
    views: [],
    contextKeys: () => keys as ContextKeys, // As many as these commands ask for.
    report: (error) => void reported.push(error),
  });
  const workspace = { readOnly: true, moment: null };
  useSession.setState({ status: { workspace } as never }); // As much as the words about it read.
});

it('says why a button does nothing where the workspace is read-only, and runs what changes nothing', async () => {
  keys = { workspaceOpen: true, readOnly: true };
  await runCommand('change');
  await runCommand('look');
  expect(ran).toEqual(['look']);
  expect(reported).toMatchObject([
    { code: 'workspace.read_only', message: 'This workspace is open read-only.', hint: 'Nothing has changed.' },
  ]);
});

it('keeps silent where something else is missing', async () => {
  keys = { workspaceOpen: false, readOnly: true };
  await runCommand('change');
  await runCommand('look');
  expect([ran, reported]).toEqual([[], []]);
});
