import { type ReactNode, useMemo } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { WishPage } from '#renderer/state/plan-wish.ts';
import { useHeldScopes } from '#renderer/state/use-held-scopes.ts';
import { getUnder } from '#renderer/state/what-if.ts';
import { Check } from '#renderer/ui/check.tsx';
import { number } from '#renderer/ui/format.ts';
import { Select } from '#renderer/ui/input.tsx';
import type { Supposed } from '#shared/contract/what-if.ts';
import { type Band, bands } from '#shared/model/score.ts';

const asItIs = { value: '', label: 'as it is' } as const;
const lifetimes = [
  asItIs,
  { value: '300', label: 'at most 5 minutes a hop' },
  { value: '900', label: 'at most 15 minutes a hop' },
  { value: '3600', label: 'at most 1 hour a hop' },
  { value: '86400', label: 'at most 1 day a hop' },
  { value: '604800', label: 'at most 7 days a hop' },
  { value: '2592000', label: 'at most 30 days a hop' },
  { value: '7776000', label: 'at most 90 days a hop' },
] as const;
const proofs = [
  asItIs,
  { value: 'dpop', label: 'tokens bound to a key (DPoP)' },
  { value: 'mtls', label: 'tokens bound to a certificate (mTLS)' },
  { value: 'federation', label: 'its platform vouches, no secret' },
] as const;
const owners = [
  asItIs,
  { value: 'single', label: 'one person' },
  { value: 'backed', label: 'a person and a deputy' },
  { value: 'team', label: 'a team' },
] as const;
const under = bands
  .filter((band) => band !== 'minimal')
  .map((band) => ({ value: band, label: `under ${band}` }) as const);

const suppose = (part: Partial<Supposed>): void => void runCommand('what-if.suppose', part);

export function Form(props: {
  readonly identities: readonly string[];
  readonly supposed: Supposed;
  readonly below: Band;
}): ReactNode {
  const { identities, supposed, below } = props;
  const { lifetime, proof, owner } = supposed;
  const given = lifetime === null ? '' : String(lifetime);
  // A lever may ask for a lifetime that is not in the list.
  const listed = lifetimes.some(({ value }) => value === given)
    ? lifetimes
    : [...lifetimes, { value: given, label: `at most ${number(Number(given))} s a hop` }];
  return (
    <div className="what-if-form">
      <Line title="Lives">
        <Select
          label="How long it lives"
          value={given}
          options={listed}
          onChange={(value) => suppose({ lifetime: value === '' ? null : Number(value) })}
        />
      </Line>
      <Line title="Proves itself">
        <Select
          label="How it proves itself"
          value={proof ?? ''}
          options={proofs}
          onChange={(value) => suppose({ proof: value === '' ? null : value })}
        />
      </Line>
      <Line title="Owned by">
        <Select
          label="Who owns it"
          value={owner ?? ''}
          options={owners}
          onChange={(value) => suppose({ owner: value === '' ? null : value })}
        />
      </Line>
      <Line title="To get">
        <Select label="The band to get under" value={below} options={under} onChange={getUnder} />
      </Line>
      <div className="what-if-checks">
        <Check
          label="Scopes that nothing used go"
          checked={supposed.removeUnused}
          onChange={(removeUnused) => suppose({ removeUnused })}
        />
        <Check label="Secrets are replaced" checked={supposed.rotate} onChange={(rotate) => suppose({ rotate })} />
        <Check label="People are asked again" checked={supposed.consent} onChange={(consent) => suppose({ consent })} />
        <Check label="It is disabled" checked={supposed.disable} onChange={(disable) => suppose({ disable })} />
      </div>
      <Scopes identities={identities} remove={supposed.remove} removeUnused={supposed.removeUnused} />
    </div>
  );
}

function Line(props: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="what-if-line">
      <span className="dim">{props.title}</span>
      {props.children}
    </div>
  );
}

const nothing: WishPage['suggested'] = {};

/** Single scopes may go as well; the list is left out where nobody could read it. */
function Scopes(props: {
  readonly identities: readonly string[];
  readonly remove: readonly string[];
  readonly removeUnused: boolean;
}): ReactNode {
  const { identities, remove, removeUnused } = props;
  const wish = useMemo(() => ({ intent: 'rescope', identities, suggested: nothing }) as const, [identities]);
  const { held, error } = useHeldScopes(wish);
  if (error !== null) return <p className="dim small">{`Single scopes: ${error.message} ${error.hint}`}</p>;
  if (held === null || held.length === 0) return null;
  return (
    <fieldset className="what-if-scopes">
      <legend className="dim">Scopes that stay, the most dangerous first</legend>
      {held.map(({ name, tier, users, holders, unknown }) => (
        <span key={name}>
          <Check
            label={name}
            // What nothing used goes already, whoever holds it.
            checked={!remove.includes(name) && !(removeUnused && users + unknown === 0)}
            disabled={removeUnused && users + unknown === 0}
            onChange={(on) => suppose({ remove: on ? remove.filter((one) => one !== name) : [...remove, name] })}
          />
          <span className="dim small">
            {`T${tier}, ${users > 0 ? `used by ${number(users)} of ${number(holders)}` : unknown > 0 ? '? use not recorded' : 'never used'}`}
          </span>
        </span>
      ))}
    </fieldset>
  );
}
