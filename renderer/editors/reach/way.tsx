import { type ReactNode, useEffect, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { type ReachRow, readWay, type Way } from '#renderer/state/reach.ts';
import { Button, LinkButton } from '#renderer/ui/button.tsx';
import { plural } from '#renderer/ui/format.ts';
import { KindIcon } from '#renderer/ui/kind-icon.tsx';
import { Words } from '#renderer/ui/page.tsx';
import { edgeWords } from './sentences.ts';

interface WayProps {
  readonly theft: Parameters<typeof readWay>[0];
  readonly row: ReachRow;
  readonly removed: boolean;
}

/** How the thief comes to one identity, with the scopes that are left at each step. */
export function WayDetail({ theft, row, removed }: WayProps): ReactNode {
  const [way, setWay] = useState<Way | null>(null);
  const asked = JSON.stringify([theft, row.id]);
  useEffect(() => {
    let isCurrent = true;
    const [of, target] = JSON.parse(asked) as [WayProps['theft'], string];
    void readWay(of, target).then((found) => {
      if (isCurrent) setWay(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [asked]);
  return (
    <>
      <h3>
        <KindIcon kind={row.kind} />
        {row.name}
      </h3>
      <div className="detail-actions">
        <Button onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${row.id}` })}>Open</Button>
        {row.hop > 1 && (
          <>
            <Button onClick={() => void runCommand('reach.take-away', { target: row.id })}>
              {removed ? 'Put Back' : 'Take Away'}
            </Button>
            <Button onClick={() => void runCommand('reach.show', { identities: [row.id] })}>Steal This One</Button>
          </>
        )}
      </div>
      <h4>{`The way there: ${plural(row.hop - 1, 'step')}`}</h4>
      <ol className="reach-way">
        {(way?.steps ?? []).map(({ id, name, edge, effective, beyond, takesOver }) => (
          <li key={id}>
            <span className="dim">{edge === null ? 'stolen:' : `${edgeWords[edge]}`}</span>{' '}
            <LinkButton onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${id}` })}>
              {name}
            </LinkButton>
            {takesOver && <p className="dim">Takes its place: nothing that was delegated limits it.</p>}
            <div>
              {effective === null ? (
                <span className="dim">scopes not recorded</span>
              ) : (
                <Words words={effective} none="no scope is left" />
              )}
            </div>
            {beyond.length > 0 && (
              <div className="reach-beyond">
                <span className="warning-text">beyond what was passed on:</span> <Words words={beyond} none="" />
              </div>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
