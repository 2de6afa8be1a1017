import { type ReactNode, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Check } from '#renderer/ui/check.tsx';
import { exact, relative } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Input } from '#renderer/ui/input.tsx';
import { holdWords, requestWords } from './sentences.ts';

type Status = ViewOf<'issuer.status'>;

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
  const port = portOf(text);
  const start = (): void => {
    if (port !== null) void runCommand('issuer.start', { port, registration });
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
      </div>
      <div className="page-actions">
        <Check checked={registration} label="Open registration" onChange={setRegistration} />
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
