import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useIssuer } from '#renderer/state/issuer.ts';
import { proofWords } from '#renderer/state/issuer-words.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { date, exact, number, relative } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Facts, Split, Words } from '#renderer/ui/page.tsx';
import type { ConsentRow } from '#shared/contract/issuer.ts';
import { Rows } from './rows.tsx';

const columns = (now: number): readonly Column<ConsentRow>[] => [
  { id: 'human', title: 'Human', width: 150, grow: 1, cell: (row) => row.humanName, text: (row) => row.humanName },
  {
    id: 'client',
    title: 'Lets act',
    width: 150,
    grow: 1,
    cell: (row) => row.clientName,
    text: (row) => row.clientName,
  },
  {
    id: 'scopes',
    title: 'Scopes',
    width: 180,
    grow: 2,
    cell: (row) => (
      <span className="code" title={row.scopes.join('\n')}>
        {row.scopes.join(' ')}
      </span>
    ),
    text: (row) => row.scopes.join(' '),
  },
  {
    id: 'status',
    title: 'Status',
    width: 84,
    cell: (row) => (row.status === 'live' ? 'live' : <span className="dim">{row.status}</span>),
    text: (row) => row.status,
  },
  {
    id: 'tokens',
    title: 'Live tokens',
    width: 80,
    align: 'end',
    cell: (row) => (row.liveTokens === 0 ? <span className="dim">0</span> : number(row.liveTokens)),
    text: (row) => String(row.liveTokens),
  },
  {
    id: 'given',
    title: 'Given',
    width: 90,
    cell: (row) => <span title={exact(row.givenAt)}>{relative(row.givenAt, now)}</span>,
    text: (row) => new Date(row.givenAt).toISOString(),
  },
  {
    id: 'until',
    title: 'Until',
    width: 84,
    cell: (row) => <span title={exact(row.expiresAt)}>{date(row.expiresAt, now)}</span>,
    text: (row) => new Date(row.expiresAt).toISOString(),
  },
];

const spare = ['given'];
const idOf = (row: ConsentRow): string => row.id;
const nameOf = (row: ConsentRow): string => `${row.clientName} for ${row.humanName}`;
const noRows: readonly ConsentRow[] = [];

export function Consents({ now }: { readonly now: number }): ReactNode {
  const chosen = useIssuer((state) => state.chosen.consents);
  const { view, error } = useWatch('issuer.consents', {});
  const row = view?.rows.find((one) => one.id === chosen?.id);
  return (
    <Split label="The chosen consent" detail={row === undefined ? null : <ConsentDetail consent={row} now={now} />}>
      <Rows
        section="consents"
        label="Consents"
        columns={columns(now)}
        spare={spare}
        rows={view?.rows ?? noRows}
        idOf={idOf}
        nameOf={nameOf}
        onOpen={(consent) => void runCommand('delegations.show', { consent: consent.id, human: null, withdrawn: true })}
        empty={
          error !== undefined ? (
            <p className="error-text">{error.message}</p>
          ) : view === undefined ? null : (
            <EmptyState
              icon="law"
              title="Nobody has given a consent yet"
              text="An agent with the authorization code grant sends its human to the consent page at /authorize; what is approved there stands here."
            />
          )
        }
      />
    </Split>
  );
}

function ConsentDetail({ consent, now }: { readonly consent: ConsentRow; readonly now: number }): ReactNode {
  return (
    <>
      <h3>
        <Icon name="law" />
        <span className="ellipsis">{nameOf(consent)}</span>
      </h3>
      <div className="detail-actions">
        <Button
          icon="type-hierarchy-sub"
          onClick={() => void runCommand('delegations.show', { consent: consent.id, human: null, withdrawn: true })}
        >
          Delegations
        </Button>
        {consent.status === 'live' && (
          <Button onClick={() => void runCommand('consent.withdraw', { id: consent.id, name: nameOf(consent) })}>
            Withdraw…
          </Button>
        )}
      </div>
      <Facts
        facts={[
          [
            'Purpose',
            consent.purpose === '' ? (
              <span key="none" className="dim">
                none given
              </span>
            ) : (
              consent.purpose
            ),
          ],
          ['Scopes', <Words key="scopes" words={consent.scopes} none="none" />],
          ['On', <Words key="resources" words={consent.resources} none="this issuer only" />],
          ...consent.details.map(
            (detail) => [detail.type, <code key={detail.type}>{JSON.stringify(detail)}</code>] as const,
          ),
          ['Proven by', proofWords[consent.proof]],
          ['Given', exact(consent.givenAt)],
          ['Until', `${exact(consent.expiresAt)}, ${relative(consent.expiresAt, now)}`],
          ...(consent.withdrawnAt === null
            ? []
            : [['Withdrawn', `${exact(consent.withdrawnAt)} by ${consent.withdrawnBy ?? 'the workbench'}`] as const]),
          ['Consent id', <code key="id">{consent.id}</code>],
        ]}
      />
    </>
  );
}
