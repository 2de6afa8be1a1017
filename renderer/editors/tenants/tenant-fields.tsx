import { type ReactNode, useId } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { keepingWords } from '#renderer/state/plan-words.ts';
import type { TenantField, TenantForm, TenantProblems } from '#renderer/state/tenant-form.ts';
import { addressWords } from '#renderer/state/tenant-words.ts';
import { changeForm, type Sealing, useTenants } from '#renderer/state/tenants.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Input, Select } from '#renderer/ui/input.tsx';
import type { Backend } from '#shared/contract/tenants.ts';
import { addressRules, type SecretKeeping, secretKeepings } from '#shared/model/connection.ts';
import { SecretField } from './secret-field.tsx';

interface FieldsProps {
  readonly pageKey: string;
  readonly form: TenantForm;
  readonly backend: Backend;
  readonly problems: TenantProblems;
  /** How the secret is kept now; null: it is a new tenant. */
  readonly kept: SecretKeeping | null;
}

const sealingSentences: Readonly<Record<Sealing, string>> = {
  system: 'Sealed by the keyring of this account.',
  plain: 'This system would seal with a password that everybody knows, which is no sealing: it is not offered.',
  none: 'Nothing on this system can seal it: it is not offered.',
};
const keepingHints: Readonly<Record<SecretKeeping, string>> = {
  system: 'Opens by itself under this account on this computer.',
  passphrase: 'Opens when the passphrase is typed, once a run.',
  run: 'Forgotten when the workbench ends.',
};

/** Everything that is asked of a connection. */
export function TenantFields({ pageKey, form, backend, problems, kept }: FieldsProps): ReactNode {
  const sealing = useTenants((state) => state.sealing);
  const change = (values: Partial<TenantForm>): void => changeForm(pageKey, values);
  const text = (
    field: 'name' | 'proxy' | 'concurrency' | 'rate',
    label: string,
    hint: string,
    code = true,
  ): ReactNode => (
    <Field label={label} hint={hint} problem={problems[field]}>
      <Input
        label={label}
        code={code}
        value={form[field]}
        invalid={problems[field] !== undefined}
        onChange={(event) => change({ [field]: event.target.value })}
      />
    </Field>
  );
  const keepings = secretKeepings.filter((keeping) => keeping !== 'system' || sealing === 'system');
  const secretHint = kept === null ? 'Handed to the vault when you leave the field' : 'Empty: the one that is kept';
  return (
    <>
      {text('name', 'Name', 'What you call it here', false)}
      {backend.fields.map(({ name, label, placeholder, hint, required }) => {
        const field: TenantField = `settings.${name}`;
        return (
          <Field key={name} label={label} hint={required ? hint : `Optional. ${hint}`} problem={problems[field]}>
            <Input
              label={label}
              code
              placeholder={placeholder}
              value={form.settings[name] ?? ''}
              invalid={problems[field] !== undefined}
              onChange={(event) => change({ settings: { ...form.settings, [name]: event.target.value } })}
            />
          </Field>
        );
      })}
      {backend.secretLabel !== null && (
        <>
          <Field label={backend.secretLabel} hint={secretHint} problem={problems.secret}>
            <SecretField
              pageKey={pageKey}
              which="secret"
              label={backend.secretLabel}
              placeholder={kept === null ? '' : 'unchanged'}
              invalid={problems.secret !== undefined}
            />
          </Field>
          <Field
            label="Its secret is kept"
            hint={
              sealing === 'system'
                ? keepingHints[form.keeping]
                : `${keepingHints[form.keeping]} ${sealingSentences[sealing]}`
            }
          >
            <Select
              label="Its secret is kept"
              value={form.keeping}
              options={keepings.map((value) => ({ value, label: keepingWords[value] }))}
              onChange={(keeping) => change({ keeping })}
            />
          </Field>
          {form.keeping === 'passphrase' && (
            <Field label="Passphrase" hint="Nobody can open the secret without it" problem={problems.passphrase}>
              <SecretField
                pageKey={pageKey}
                which="passphrase"
                label="Passphrase"
                placeholder={kept === 'passphrase' ? 'unchanged' : ''}
                invalid={problems.passphrase !== undefined}
              />
            </Field>
          )}
        </>
      )}
      <Field label="Addresses" hint="What its name may resolve to; redirects to other hosts are never followed">
        <Select
          label="Addresses"
          value={form.addresses}
          options={addressRules.map((value) => ({ value, label: addressWords[value] }))}
          onChange={(addresses) => change({ addresses })}
        />
      </Field>
      <Field label="Certificate authority" hint="Of your own, in PEM; TLS is always verified">
        <span className="tenant-ca">
          <span className={form.ca === '' ? 'dim' : ''}>
            {form.ca === '' ? 'those of the system' : certificatesIn(form.ca)}
          </span>
          <Button onClick={() => void runCommand('tenant.choose-ca', { key: pageKey })}>Choose a File…</Button>
          {form.ca !== '' && <Button onClick={() => change({ ca: '' })}>Use the System’s</Button>}
        </span>
      </Field>
      {text('proxy', 'Proxy', 'http://host:port; empty: none')}
      {text('concurrency', 'At once', 'Requests under way at the same time, 1 to 16')}
      {text('rate', 'Each second', 'Requests at most; 0: as many as the backend takes')}
    </>
  );
}

const certificatesIn = (pem: string): string => {
  const count = pem.split('-----BEGIN CERTIFICATE-----').length - 1;
  return count === 1 ? '1 certificate of yours' : `${count} certificates of yours`;
};

function Field(props: { label: string; hint: string; problem?: string | undefined; children: ReactNode }): ReactNode {
  const { label, hint, problem, children } = props;
  const id = useId();
  return (
    <div className="tenant-field" role="group" aria-labelledby={id}>
      <span id={id}>{label}</span>
      <span className="tenant-value">{children}</span>
      <span className={problem === undefined ? 'dim small' : 'error-text small'}>{problem ?? hint}</span>
    </div>
  );
}
