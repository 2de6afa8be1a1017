import '@vscode/codicons/dist/codicon.css';
import './ui/base.css';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { commands } from './commands/index.ts';
import { editors } from './editors/index.ts';
import { installContributions } from './registry/contributions.ts';
import { contextKeys } from './shell/context-keys.ts';
import { listenToHost } from './shell/host-events.ts';
import { listenToKeys } from './shell/key-bindings.ts';
import { Workbench } from './shell/workbench.tsx';
import { followWorkspace } from './shell/workspace-pages.ts';
import { reportError } from './state/notifications.ts';
import { startSession } from './state/session.ts';
import { startTheme } from './state/theme.ts';
import { views } from './views/index.ts';

const nonce = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce;
if (nonce !== undefined && nonce !== '') setNonce(nonce);

installContributions({ commands, editors, views, contextKeys, report: reportError });
startTheme();
startSession();
followWorkspace();
listenToKeys();
listenToHost();

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(<Workbench />);
