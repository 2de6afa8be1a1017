import { type ReactNode, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { type Session, useSession } from '#renderer/state/session.ts';
import { LinkButton } from '#renderer/ui/button.tsx';
import { Input, Select } from '#renderer/ui/input.tsx';
import { day, durationWords } from '#shared/lib/duration.ts';
import './settings.css';

type Values = Session['settings'];
const set = (values: Partial<Values>): void => void runCommand('settings.set', values);

function Setting(props: { title: string; text: ReactNode; children: ReactNode }) {
  return (
    <div className="setting">
      <div className="bold">{props.title}</div>
      <div className="dim setting-text">{props.text}</div>
      {props.children}
    </div>
  );
}

/** A field that is sent when it is left or on Enter, and says what is wrong until then. */
function Field(props: {
  label: string;
  value: string;
  read: (text: string) => string | null;
  onChange: (text: string) => void;
  unit?: string;
}) {
  const { label, value, read, onChange, unit } = props;
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? value;
  const wrong = text === null ? null : read(text);
  const send = (): void => {
    if (text !== null && wrong === null && text !== value) onChange(text);
    if (wrong === null) setText(null);
  };
  return (
    <span className="setting-field">
      <Input
        label={label}
        value={shown}
        invalid={wrong !== null}
        onChange={(event) => setText(event.target.value)}
        onBlur={send}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send();
          if (event.key === 'Escape') setText(null);
        }}
        after={unit === undefined ? undefined : <span className="dim">{unit}</span>}
      />
      {wrong === null ? null : (
        <span className="error-text small" role="alert">
          {wrong}
        </span>
      )}
    </span>
  );
}

const positive = (text: string): string | null => {
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) && value > 0 && value <= 36_500
    ? null
    : 'A number of days above 0, at most 36,500.';
};
const windowDays = (text: string): string | null =>
  /^[1-9]\d{0,2}$/.test(text.trim()) && Number(text) <= 365 ? null : 'A whole number of days from 1 to 365.';
const short = (text: string): string | null => (text.length <= 200 ? null : 'At most 200 characters.');

export default function SettingsEditor(): ReactNode {
  const { settings, settingsFile, settingsProblem } = useSession();
  return (
    <div className="settings">
      <div className="settings-page">
        <h1>Settings</h1>
        {settingsProblem === '' ? null : (
          <p className="settings-problem" role="alert">
            {settingsProblem}
          </p>
        )}
        <Setting title="Theme" text="Colours of the window. “Like the desktop” follows it while the workbench runs.">
          <Select
            label="Theme"
            value={settings.theme}
            options={[
              { value: 'system', label: 'Like the desktop' },
              { value: 'dark', label: 'Dark' },
              { value: 'light', label: 'Light' },
            ]}
            onChange={(theme) => set({ theme })}
          />
        </Setting>
        <Setting title="Row height" text="Of grids and lists.">
          <Select
            label="Row height"
            value={settings.density}
            options={[
              { value: 'compact', label: 'Compact, 22 px' },
              { value: 'comfortable', label: 'Comfortable, 28 px' },
            ]}
            onChange={(density) => set({ density })}
          />
        </Setting>
        <Setting
          title="Acting human"
          text="The name in every record of the journal. Empty: your account on this machine."
        >
          <Field label="Acting human" value={settings.actor} read={short} onChange={(actor) => set({ actor })} />
        </Setting>
        <Setting
          title="Lifetime policy"
          text={`Longest effective lifetime that you accept, now ${durationWords(settings.lifetimePolicySeconds)}: the line in Lifetimes.`}
        >
          <Field
            label="Lifetime policy in days"
            unit="days"
            value={String(Math.round((settings.lifetimePolicySeconds / day) * 1000) / 1000)}
            read={positive}
            onChange={(text) => set({ lifetimePolicySeconds: Number(text) * day })}
          />
        </Setting>
        <Setting title="Rotation policy" text="Age at which a secret should have been replaced.">
          <Field
            label="Rotation policy in days"
            unit="days"
            value={String(settings.rotationPolicyDays)}
            read={positive}
            onChange={(text) => set({ rotationPolicyDays: Number(text) })}
          />
        </Setting>
        <Setting
          title="Usage window"
          text="A scope counts as used when activity of so many days shows it. Scores and findings follow."
        >
          <Field
            label="Usage window in days"
            unit="days"
            value={String(settings.usageDays)}
            read={windowDays}
            onChange={(text) => set({ usageDays: Number(text) })}
          />
        </Setting>
        {settingsFile === '' ? null : (
          <p className="dim small">
            Kept in <code>{settingsFile}</code>{' '}
            <LinkButton onClick={() => void runCommand('clipboard.write', { text: settingsFile })}>
              Copy path
            </LinkButton>
          </p>
        )}
      </div>
    </div>
  );
}
