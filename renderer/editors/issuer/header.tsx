import { type ReactNode, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Check } from '#renderer/ui/check.tsx';
import { exact, relative } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Input, Select } from '#renderer/ui/input.tsx';
import type { CallInput } from '#shared/contract/contract.ts';
import { holdWords, requestWords } from './sentences.ts';

type Status = ViewOf<'issuer.status'>;
type Algorithm = NonNullable<CallInput<'issuer.start'>['algorithm']>;
type Audience = NonNullable<CallInput<'issuer.start'>['assertionAudience']>;

const algorithms = (['EdDSA', 'ES256', 'RS256', 'PS256'] as const).map((value) => ({
  value,
  label: `Signed by ${value}`,
}));
const audiences = [
  { value: 'issuer', label: 'Assertions to the issuer' },
  { value: 'issuer_or_token_endpoint', label: 'or its token endpoint' },
] as const;

const idles = [
  { value: '480', label: 'Stops after 8 h without a request' },
  { value: '60', label: 'Stops after 1 h without a request' },
  { value: '0', label: 'Runs until it is stopped' },
] as const;

/** Ports that an account without rights may bind; empty: a free one. */
const portOf = (text: string): number | null => {
  const port = text.trim() === '' ? 0 : Number(text);
  return Number.isInteger(port) && (port === 0 || (port >= 1024 && port <= 65_535)) ? port : null;
};

export function Header({ status, now }: { readonly status: Status; readonly now: number }): ReactNode {
  return (
    <header className="issuer-head">
      {status.issuer === null ? (
        <Stopped status={status} />
      ) : (
        <Running status={status} address={status.issuer} now={now} />
      )}
    </header>
  );
}

function Running({
  status,
  address,
  now,
}: {
  readonly status: Status;
  readonly address: string;
  readonly now: number;
}) {
  return (
    <>
      <div className="grow">
        <h1>
          <Icon name="circle-filled" size={12} className="success-text" />
          <code>{address}</code>
          <IconButton
            icon="copy"
            size={14}
            label="Copy the address"
            onClick={() => void runCommand('issuer.copy-address')}
          />
        </h1>
        <p className="dim">
          {holdWords(status)}.{' '}
          <span title={status.startedAt === null ? '' : exact(status.startedAt)}>
            {requestWords(status.requests)}
            {status.startedAt === null ? '' : ` since its start ${relative(status.startedAt, now)}`}.
          </span>{' '}
          {status.registration ? 'Registration is open to holders of an access token.' : 'Registration is off.'}
        </p>
      </div>
      <div className="page-actions">
        {status.registration && (
          <Button icon="key" onClick={() => void runCommand('issuer.new-access-token')}>
            Access Token for Registration
          </Button>
        )}
        <Button icon="debug-stop" onClick={() => void runCommand('issuer.stop')}>
          Stop
        </Button>
      </div>
    </>
  );
}

function Stopped({ status }: { readonly status: Status }) {
  const [text, setText] = useState('');
  const [registration, setRegistration] = useState(false);
  const [dpopNonces, setDpopNonces] = useState(false);
  const [algorithm, setAlgorithm] = useState<Algorithm>('EdDSA');
  const [assertionAudience, setAssertionAudience] = useState<Audience>('issuer');
  const [idle, setIdle] = useState<(typeof idles)[number]['value']>('480');
  const port = portOf(text);
  const start = (): void => {
    const policies = { registration, dpopNonces, algorithm, assertionAudience, idleMinutes: Number(idle) };
    if (port !== null) void runCommand('issuer.start', { port, ...policies });
  };
  return (
    <>
      <div className="grow">
        <h1>
          <Icon name="circle-outline" size={12} className="dim" />
          The local issuer does not run
        </h1>
        <p className="dim">
          {holdWords(status)}. Started, it gives out real tokens to programs on this machine and to nobody else.
        </p>
        <div className="issuer-policies">
          <Check checked={registration} label="Open registration" onChange={setRegistration} />
          <Check checked={dpopNonces} label="Nonces in DPoP proofs" onChange={setDpopNonces} />
          <Select label="Tokens are signed by" value={algorithm} options={algorithms} onChange={setAlgorithm} />
          <Select
            label="Whom client assertions are addressed to"
            value={assertionAudience}
            options={audiences}
            onChange={setAssertionAudience}
          />
          <Select label="When it stops by itself" value={idle} options={idles} onChange={setIdle} />
        </div>
      </div>
      <div className="page-actions">
        <Input
          className="issuer-port"
          label="Port: empty for a free one, else 1024 to 65535"
          title="Empty for a free one, else 1024 to 65535"
          placeholder="Port: any"
          inputMode="numeric"
          value={text}
          invalid={port === null}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') start();
          }}
        />
        <Button primary icon="debug-start" disabled={port === null} onClick={start}>
          Start
        </Button>
      </div>
    </>
  );
}
