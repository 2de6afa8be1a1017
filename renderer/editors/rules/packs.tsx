import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Check } from '#renderer/ui/check.tsx';
import { number } from '#renderer/ui/format.ts';
import { packTitles } from '#shared/model/finding.ts';

/** Which packs the workspace runs. */
export function Packs(): ReactNode {
  const { view } = useWatch('packs.view', {});
  const canChange = useSession(({ status }) => status?.workspace != null && !status.workspace.readOnly);
  if (view === undefined) return null;
  const on = view.packs.filter((pack) => pack.on).map(({ id }) => id);
  return (
    <fieldset className="rules-packs" aria-label="Packs that run">
      {view.packs.map((pack) => (
        <Check
          key={pack.id}
          checked={pack.on}
          disabled={!canChange}
          label={`${packTitles[pack.id]}, ${number(pack.rules)} rules`}
          onChange={(checked) =>
            void runCommand('packs.choose', {
              on: checked ? [...on, pack.id] : on.filter((id) => id !== pack.id),
            })
          }
        />
      ))}
      <p className="dim">
        OWASP runs from the start. The other packs say of almost every client what could be better, so they wait until
        you ask.
      </p>
    </fieldset>
  );
}
