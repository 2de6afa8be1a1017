import { type ReactNode, useEffect, useRef } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { focusEditor } from '#renderer/state/focus.ts';
import { forgetSecrets, useSecrets } from '#renderer/state/secrets.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';

/** Values that are shown once. Whoever closes the panel has them, or must make new ones. */
export function SecretsPanel(): ReactNode {
  const shown = useSecrets((state) => state.shown);
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (shown !== null) done.current?.focus();
  }, [shown]);
  if (shown === null) return null;
  const close = (): void => {
    forgetSecrets();
    focusEditor();
  };
  return (
    <section className="secrets" aria-label="Shown once">
      <div className="strip-head">
        <Icon name="key" />
        <b className="grow">{shown.title}</b>
        <Button ref={done} onClick={close}>
          I Have It
        </Button>
      </div>
      <dl>
        {shown.values.map(({ label, value, secret }) => (
          <div key={label}>
            <dt className="dim">{label}</dt>
            <dd>
              <code>{value}</code>
              <IconButton
                icon="copy"
                size={14}
                label={`Copy: ${label}`}
                onClick={() => void runCommand('clipboard.write', { text: value })}
              />
              {secret && <span className="warning-text small">shown once</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="dim small">Only a hash is kept. When the panel closes, nobody can show it again.</p>
    </section>
  );
}
