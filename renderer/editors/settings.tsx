import { type ReactNode, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { type Session, useSession } from '#renderer/state/session.ts';
import { LinkButton } from '#renderer/ui/button.tsx';
import { Input, Select } from '#renderer/ui/input.tsx';
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
}) {
  const { label, value, read, onChange } = props;
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
      />
      {wrong === null ? null : (
        <span className="error-text small" role="alert">
          {wrong}
        </span>
      )}
    </span>
  );
}

const short = (text: string): string | null => (text.length <= 200 ? null : 'At most 200 characters.');

export default function SettingsEditor(): ReactNode {
  const { settings, settingsFile, settingsProblem, status } = useSession();
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
          title="Policy"
          text="Weights, thresholds, the usage window and the lines of the charts belong to the workspace: all who open it see the same."
        >
          {status?.workspace == null ? (
            <span className="dim">No workspace is open</span>
          ) : (
            <LinkButton onClick={() => void runCommand('policy.show')}>{`Open policy ${status.policy}`}</LinkButton>
          )}
        </Setting>
        {settingsFile === '' ? null : (
          <p className="dim small">
            Kept in <code>{settingsFile}</code>{' '}
            <LinkButton onClick={() => void runCommand('clipboard.write', { text: settingsFile })}>
              Copy Path
            </LinkButton>
          </p>
        )}
      </div>
    </div>
  );
}
