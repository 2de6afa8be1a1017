import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useVerification } from '#renderer/state/verification.ts';
import { Button } from '#renderer/ui/button.tsx';
import { exact, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { WorkspaceStatus } from '#shared/contract/workspace.ts';
import { chainWords } from './sentences.ts';

const icons = { ok: 'verified-filled', broken: 'error', unchecked: 'unverified' } as const;

/** What is known of the journal's hash chain, and the button that walks through all of it. */
export function ChainBadge({ chain }: { readonly chain: WorkspaceStatus['chain'] | undefined }): ReactNode {
  const running = useVerification((state) => state.running);
  if (chain === undefined) return null;
  const { state, words } = chainWords(chain);
  const title =
    state === 'broken'
      ? 'A record does not match the hash of the one before it. Everything from there on may have been changed.'
      : chain.checkedAt === null
        ? 'Verify reads the whole journal and checks every hash.'
        : `Checked ${exact(chain.checkedAt)}. Head ${chain.head}`;
  return (
    <>
      <span className={`chain-badge ${state}`} role="status" title={title}>
        <Icon name={running ? 'loading' : icons[state]} size={14} className={running ? 'codicon-modifier-spin' : ''} />
        {running ? `Verifying ${plural(chain.records, 'record')}…` : words}
      </span>
      <Button disabled={running} onClick={() => void runCommand('audit.verify')}>
        Verify
      </Button>
    </>
  );
}
