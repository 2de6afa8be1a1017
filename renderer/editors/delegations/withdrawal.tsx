import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { changeDelegations, type DelegationsState } from '#renderer/state/delegations.ts';
import { fallenWords, leftWords } from '#renderer/state/issuer-words.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { ResidualTable } from '#renderer/ui/residual-table.tsx';

type Fallen = NonNullable<DelegationsState['simulation']>['fallen'];

function Body({ fallen, now }: { readonly fallen: Fallen; readonly now: number }): ReactNode {
  return (
    <div className="strip-body">
      {fallen.residual.length > 0 && <ResidualTable rows={fallen.residual} now={now} words={leftWords} />}
    </div>
  );
}

/** What would fall and who would still believe, before anything is touched. */
export function Simulation({ fallen, now }: { readonly fallen: Fallen; readonly now: number }): ReactNode {
  return (
    <section className="strip simulated" aria-label="Simulated withdrawal">
      <div className="strip-head">
        <Icon name="beaker" className="warning-text" />
        <span className="grow">
          <b>Simulated, nothing is touched yet.</b> {fallenWords(fallen, true)}.
        </span>
        <Button onClick={() => void runCommand('delegations.end-simulation')}>Keep the Consent</Button>
        <Button primary onClick={() => void runCommand('delegations.withdraw')}>
          Withdraw
        </Button>
      </div>
      <Body fallen={fallen} now={now} />
    </section>
  );
}

/** What fell, and who still believes. */
export function Withdrawn({ fallen, now }: { readonly fallen: Fallen; readonly now: number }): ReactNode {
  return (
    <section className="strip" aria-label="Withdrawn" role="status">
      <div className="strip-head">
        <Icon name="pass" className="success-text" />
        <span className="grow">
          <b>The consent is withdrawn.</b> {fallenWords(fallen)}.
        </span>
        <IconButton icon="close" label="Close" onClick={() => changeDelegations({ outcome: null })} />
      </div>
      <Body fallen={fallen} now={now} />
    </section>
  );
}

/** Whom tokens that are dead can fool right now, whoever ended them: the customer on the account page, too. */
export function StillBelieved({ rows, now }: { readonly rows: Fallen['residual']; readonly now: number }): ReactNode {
  const left = rows.filter(({ until }) => until > now);
  const tokens = new Set(left.map(({ jti }) => jti)).size;
  if (tokens === 0) return null;
  return (
    <section className="strip" aria-label="Still believed" role="status">
      <div className="strip-head">
        <Icon name="warning" className="warning-text" />
        <span className="grow">
          <b>{`${plural(tokens, 'dead token')} ${tokens === 1 ? 'is' : 'are'} still believed`}</b> where nobody asks the
          issuer.
        </span>
      </div>
      <div className="strip-body">
        <ResidualTable rows={left} now={now} words={leftWords} />
      </div>
    </section>
  );
}
