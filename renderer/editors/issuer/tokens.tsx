import { type ReactNode, useMemo } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { changeIssuer, useIssuer } from '#renderer/state/issuer.ts';
import { deathWords, grantWords, leftWords, shortJti, whoWords } from '#renderer/state/issuer-words.ts';
import { type FamilyMember, tokenFamilies } from '#renderer/state/token-families.ts';
import { useTicking } from '#renderer/state/use-ticking.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Check } from '#renderer/ui/check.tsx';
import { Countdown } from '#renderer/ui/countdown.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Split } from '#renderer/ui/page.tsx';
import { Rows } from './rows.tsx';
import { tokensWords } from './sentences.ts';
import { TokenDetail } from './token-detail.tsx';

/** The contract's largest window. */
const most = 500;
const scopesOf = ({ token }: FamilyMember): string => token.scopes.join(' ');
const audienceOf = ({ token }: FamilyMember): string => token.audience.join(', ');
const kindOf = ({ token }: FamilyMember): string =>
  token.kind === 'refresh' ? 'refresh' : token.opaque ? 'opaque' : token.bound ? 'JWT, bound' : 'JWT';

const fixed: readonly Column<FamilyMember>[] = [
  {
    id: 'who',
    title: 'Who may act',
    width: 260,
    grow: 2,
    cell: (member) => (
      <span className="token-who" style={{ paddingLeft: member.indent * 16 }}>
        {member.indent > 0 && <i aria-hidden />}
        <span title={whoWords(member.token)}>
          {member.indent === 0 ? whoWords(member.token) : (member.token.actors.at(-1)?.name ?? whoWords(member.token))}
        </span>
      </span>
    ),
    text: ({ token }) => whoWords(token),
  },
  { id: 'kind', title: 'Token', width: 84, cell: kindOf, text: kindOf },
  {
    id: 'scopes',
    title: 'Scopes',
    width: 150,
    grow: 2,
    cell: (member) => (
      <span className="code" title={member.token.scopes.join('\n')}>
        {scopesOf(member) || <span className="dim">none</span>}
      </span>
    ),
    text: scopesOf,
  },
  {
    id: 'audience',
    title: 'For',
    width: 130,
    grow: 1,
    cell: (member) => (
      <span className="code" title={audienceOf(member)}>
        {audienceOf(member)}
      </span>
    ),
    text: audienceOf,
  },
  {
    id: 'via',
    title: 'Came by',
    width: 112,
    cell: ({ token }) => grantWords[token.via],
    text: ({ token }) => grantWords[token.via],
  },
  {
    id: 'jti',
    title: 'jti',
    width: 80,
    cell: ({ token }) => (
      <span className="code dim" title={token.jti}>
        {shortJti(token.jti)}
      </span>
    ),
    text: ({ token }) => token.jti,
  },
];

const left = (now: number): Column<FamilyMember> => ({
  id: 'left',
  title: 'Left',
  width: 128,
  cell: ({ token }) =>
    token.death === null ? (
      <Countdown from={token.issuedAt} until={token.expiresAt} now={now} words={leftWords(token.expiresAt - now)} />
    ) : (
      <span className="dim">{deathWords[token.death]}</span>
    ),
  text: ({ token }) => (token.death === null ? new Date(token.expiresAt).toISOString() : deathWords[token.death]),
});

const spare = ['via', 'jti'];
const idOf = ({ token }: FamilyMember): string => token.jti;
const nameOf = ({ token }: FamilyMember): string => `the ${token.kind} token of ${whoWords(token)}`;

export function Tokens(): ReactNode {
  const { tokensOf, dead } = useIssuer();
  const chosen = useIssuer((state) => state.chosen.tokens);
  const whose = tokensOf === null ? {} : { [tokensOf.is]: tokensOf.id };
  const { view, error } = useWatch('issuer.tokens', { live: !dead, ...whose, first: 0, count: most });
  const rows = view?.rows;
  const members = useMemo(() => tokenFamilies(rows ?? []), [rows]);
  const now = useTicking(view?.now ?? 0);
  const columns = useMemo(() => [...fixed.slice(0, 2), left(now), ...fixed.slice(2)], [now]);
  const member = members.find((one) => one.token.jti === chosen?.id);
  const families = members.filter((one) => one.indent === 0).length;
  return (
    <Split
      label="The chosen token"
      detail={member === undefined ? null : <TokenDetail token={member.token} now={now} name={nameOf(member)} />}
    >
      <div className="issuer-tools">
        <span className="grow" role="status">
          {view === undefined ? ' ' : tokensWords(members.length, view.total, families, dead)}
        </span>
        {tokensOf !== null && (
          <span className="tag-like">
            {`${tokensOf.is} ${tokensOf.name}`}
            <IconButton
              icon="close"
              size={12}
              label="Show everybody’s tokens"
              onClick={() => changeIssuer({ tokensOf: null })}
            />
          </span>
        )}
        <Check checked={dead} label="Dead ones too" onChange={(next) => changeIssuer({ dead: next })} />
      </div>
      <Rows
        section="tokens"
        label="Tokens"
        columns={columns}
        spare={spare}
        rows={members}
        idOf={idOf}
        nameOf={nameOf}
        onOpen={({ token }) => {
          if (token.consentId !== null)
            void runCommand('delegations.show', {
              consent: token.consentId,
              jti: token.jti,
              human: null,
              withdrawn: true,
            });
        }}
        empty={
          error !== undefined ? (
            <p className="error-text">{error.message}</p>
          ) : view === undefined ? null : (
            <EmptyState
              icon="key"
              title={dead ? 'No token has been issued' : 'No token lives'}
              text="A token that a client gets at /token stands here at once, below the one that it came from."
            />
          )
        }
      />
    </Split>
  );
}
